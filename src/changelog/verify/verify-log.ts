import type { Commit, Timestamp } from '../../model/brand.js';
import { given } from '../../model/given.js';
import type { Policy } from '../../tlog/note/policy.js';
import { runGit, type Clone } from '../clone/clone.js';
import { readBlobs } from '../clone/read-blobs.js';
import { policyIn } from '../heads/cosignatures-of.js';
import { parseHead, type Head } from '../heads/head.js';
import { loadTree } from '../log/load-tree.js';
import { judgeDraft } from '../log/draft-altered.js';
import type { Log } from '../log/log.js';
import { readLines } from '../log/read-entries.js';
import type { Reading } from '../log/reading.js';
import type { Problem } from '../problem.js';
import { explainMismatch } from './explain-mismatch.js';
import { findOpen } from './find-open.js';
import { logOfWhole } from './log-of-whole.js';
import { nameEntry, readAllLines } from './name-entry.js';
import { nameOneTimeKeys } from './name-one-time-keys.js';
import { orderProblems } from './order-problems.js';
import { verifyPin, type Pin } from './pin.js';
import { readWhole, type WholeLog } from './read-whole.js';
import type { Anchor, Established, Verification } from './verification.js';
import { verifyDetailsBranch } from './verify-details-branch.js';
import { verifyGrowth } from './verify-growth.js';
import { verifyHeads, type HeadsToVerify, type VerifiedHeads } from './verify-heads.js';
import { verifyOldHead } from './verify-old-head.js';
import { verifyPages, type PagesToVerify } from './verify-pages.js';

/** What is verified, and what is known of it from elsewhere. */
export interface ToVerify {
  readonly reading: Reading;
  readonly commit: Commit;
  readonly details?: Commit;
  /** Heads from branches of witnesses and from this machine's memory. */
  readonly others: readonly Head[];
  /** The log as this machine read it on an earlier visit. */
  readonly known?: Log;
  /** What somebody remembers of an earlier visit. */
  readonly pinned?: Pin;
  readonly anchor: Anchor;
  readonly now: Timestamp;
}

/** What verifying found, apart from where the log was had from. */
export type Verified = Omit<Verification, 'remote' | 'fresh' | 'level' | 'depth' | 'seenBy'> &
  Pick<VerifiedHeads, 'seenBy' | 'head' | 'fork'> & {
    /** The log for the next visit, where nothing is left out of it. */
    readonly log?: Log;
  };

/** Verifies a log from its first byte to its last; what is wrong is in the answer, not thrown. */
export async function verifyLog(asked: ToVerify): Promise<Verified> {
  const { reading, commit, anchor, known } = asked;
  const whole = await readWhole(reading, commit);
  const { state, tree } = whole;
  const outside = anchor.policy === undefined ? undefined : policyIn(anchor.policy);
  const heads = verifyHeads(await headsOf(asked, whole, outside));
  const beside = await verifyBeside(asked, whole);
  const origin = establish(asked, whole, outside);
  const why = await explainMismatch(whole, heads, (position) => nameEntry(reading.clone, whole, position));
  const old = verifyOldHead(whole);
  const entries = await nameOneTimeKeys(reading.clone, whole);
  return {
    origin: reading.origin,
    commit,
    size: tree.size,
    signed: heads.head?.size ?? 0,
    drafted: whole.draft?.size ?? 0,
    fingerprint: state.opened,
    established: origin.established,
    seenBy: heads.seenBy,
    ...whatThereIs(heads, logOfWhole(whole, commit)),
    problems: [
      ...(await sinceVisit(asked, whole)),
      ...origin.problems,
      ...orderProblems(old.length > 0 ? [...entries, ...whole.junk] : entries, why),
      ...verifyDraft(whole),
      ...old,
      ...(why && heads.unfit ? heads.problems.slice(1) : heads.problems),
      ...(known?.commit ? await verifyHistory(reading.clone, known.commit, commit) : []),
      ...beside.problems,
    ],
    open: [
      ...(old.length > 0 ? [] : [...heads.open, ...whole.junk.map(asJunk)]),
      ...findOpen(state, reading.contents, asked.now),
      ...beside.open,
    ],
  };
}

function whatThereIs({ head, fork }: VerifiedHeads, log: Log | undefined): Pick<Verified, 'head' | 'fork' | 'log'> {
  return given({ head, fork, log });
}

/** Nobody has signed for it: it is not log yet, and will not be. */
function asJunk(problem: Problem): Problem {
  return { ...problem, says: `${problem.says}; it stands behind the signed head, the next writer leaves it out` };
}

/** Texts that entries commit to, and pages that are made of them. */
async function verifyBeside({ reading, details: commit }: ToVerify, whole: WholeLog) {
  const details = await verifyDetailsBranch(reading.clone, commit, whole);
  const pages = verifyPages(await pagesOf(reading, whole));
  return { problems: [...details.problems, ...pages.problems], open: [...details.absent, ...pages.open] };
}

async function pagesOf({ clone, contents }: Reading, { state, files }: WholeLog): Promise<PagesToVerify> {
  const readme = files.find(({ path, type, size }) => path === 'README.md' && type === 'blob' && size <= largestReadme);
  const [bytes] = readme ? await readBlobs(clone, [readme.object]) : [];
  const version = bytes && contents.versionOf(Buffer.from(bytes).toString('utf8'));
  return { contents, pages: state.pages, files, version };
}

const largestReadme = 1 << 20;

async function headsOf(asked: ToVerify, whole: WholeLog, outside: Policy | undefined): Promise<HeadsToVerify> {
  const { reading, others, now, known } = asked;
  const { state, tree, head } = whole;
  const policy = outside ?? policyIn(state.policy);
  const knownHead = known?.checkpoint === undefined ? undefined : parseHead(known.checkpoint, reading.origin);
  const sizes = [known?.signed ?? 0, head && 'size' in head ? head.size : 0];
  return {
    origin: reading.origin,
    state,
    tree,
    others,
    now,
    ...given({
      head,
      policy,
      known:
        known && knownHead && 'size' in knownHead
          ? { head: knownHead, tree: await loadTree(reading.clone, known, sizes) }
          : undefined,
    }),
  };
}

/** What differs from what was seen on an earlier visit. */
async function sinceVisit(asked: ToVerify, whole: WholeLog): Promise<Problem[]> {
  const { known, pinned } = asked;
  if (known) return growthOf(asked, whole, known);
  return pinned ? verifyPin(pinned, whole.tree, whole.state.opened) : [];
}

/** What this machine has read before lies in the same files: git's names for them tell. */
async function growthOf({ reading }: ToVerify, { segments }: WholeLog, known: Log): Promise<Problem[]> {
  const { clone, contents } = reading;
  const isSame = known.segments.every((object, index) => segments[index]?.object === object);
  if (isSame) return [];
  const now = await readAllLines(clone, segments);
  return verifyGrowth({ before: await readLines(clone, known), now, contents });
}

function verifyDraft({ opening, draft, tree }: WholeLog): Problem[] {
  const problem = tree.size === 0 ? undefined : judgeDraft(opening, draft);
  return problem ? [problem] : [];
}

interface Origin {
  readonly established: Established;
  readonly problems: readonly Problem[];
}

/** Whether this is the log that one means: nothing inside it can say so. */
function establish({ anchor, known, pinned }: ToVerify, whole: WholeLog, outside: Policy | undefined): Origin {
  const { state, tree } = whole;
  if (state.opened === null && tree.size === 0) return { established: 'no', problems: [] };
  if (anchor.fingerprint !== undefined && anchor.fingerprint !== state.opened) {
    const says = `this is another log: its fingerprint is ${state.opened ?? '(none)'}, expected was ${anchor.fingerprint}`;
    return { established: 'no', problems: [{ code: 'other-origin', says }] };
  }
  if (anchor.fingerprint !== undefined) return { established: 'fingerprint', problems: [] };
  if (outside && outside.quorum !== 'none') return { established: 'policy', problems: [] };
  if (known ?? pinned) return { established: 'pin', problems: [] };
  if (anchor.firstUse) return { established: 'first-use', problems: [] };
  return { established: 'no', problems: [] };
}

/** The entries may be untouched although somebody rewrote the commits around them. */
export async function verifyHistory(clone: Clone, before: Commit, now: Commit): Promise<Problem[]> {
  const { exitCode } = await runGit(clone, ['merge-base', '--is-ancestor', before, now]);
  if (exitCode !== 1) return [];
  const says = `git's history was rewritten since this machine last looked (it had ${before.slice(0, 12)}, certain); the entries are judged by themselves`;
  return [{ code: 'history-rewritten', says }];
}
