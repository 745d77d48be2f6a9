import { given } from '../../model/given.js';
import { KnownError } from '../../model/known-error.js';
import { withoutCredentials } from '../../model/without-credentials.js';
import type { Clone } from '../clone/clone.js';
import { fetchWitnesses } from '../clone/fetch-branches.js';
import { movePin } from '../clone/move-pin.js';
import { witnessNames } from '../clone/named-witnesses.js';
import { readRefs, type Refs } from '../clone/read-refs.js';
import { policyIn, type Cosigned } from '../heads/cosignatures-of.js';
import { parseHead } from '../heads/head.js';
import { rememberedHead, witnessHeads } from '../heads/remembered-head.js';
import { goneWords, knownOfLog } from '../known-of-log.js';
import { levelOf } from '../level-of.js';
import { loadTree } from '../log/load-tree.js';
import type { Log } from '../log/log.js';
import type { ReadSoFar } from '../log/reading.js';
import { explainSilence } from '../read-answer.js';
import { asSeen, askRemote, isRemoteGone, pinLog, readingOf, readPinned, refreshLog } from '../refresh-log.js';
import type { Workplace } from '../workplace.js';
import { findOpen } from './find-open.js';
import type { Anchor, Verification } from './verification.js';
import { verifyHeads } from './verify-heads.js';
import { verifyHistory, verifyLog, type Verified } from './verify-log.js';

export interface VerifyOptions {
  /** Every line from the first one on; else what came since this machine last looked. */
  readonly deep: boolean;
  readonly anchor: Anchor;
  /** Told how many files of entries are checked. */
  readonly progress?: ReadSoFar;
}

/**
 * Verifies a changelog as its remote has it now. Quick where this machine has read it before and nothing is wrong;
 * otherwise from its first byte on, to tell all that is wrong. CHANGELOG_UNREACHABLE where nothing of it was ever read here
 * and the remote is silent.
 */
export async function verifyChangelog(place: Workplace, options: VerifyOptions): Promise<Verification> {
  const before = await readRefs(await place.clone());
  const quick = options.deep ? undefined : await verifyQuickly(place, before, options.anchor);
  return quick ?? verifyDeeply(place, before, options);
}

/** Undefined where there is no pin, or something is wrong. */
async function verifyQuickly(place: Workplace, { seen }: Refs, anchor: Anchor): Promise<Verification | undefined> {
  if (!seen || anchor.policy !== undefined) return undefined;
  try {
    const { log, fresh } = await refreshLog(place, true);
    if (log.state.size === 0 || (!fresh && (await isRemoteGone(place)))) return undefined;
    const found = await verifyGrown(place, log);
    const history = log.commit ? await verifyHistory(await place.clone(), seen, log.commit) : [];
    if (
      found.problems.length + history.length > 0 ||
      (anchor.fingerprint !== undefined && anchor.fingerprint !== log.state.opened)
    )
      return undefined;
    return { ...finish(place, found), fresh, depth: 'quick' };
  } catch (error) {
    if (error instanceof KnownError && error.exitStatus === 12) return undefined;
    throw error;
  }
}

async function verifyGrown(place: Workplace, log: Log): Promise<Verified> {
  const { state, checkpoint, draft } = log;
  const head = checkpoint === undefined ? undefined : parseHead(checkpoint, place.origin);
  const others = await otherHeads(place);
  const sizes = [log.signed, ...others.map(({ size }) => size)];
  const policy = policyIn(state.policy);
  const now = place.clock.now();
  const heads = verifyHeads({
    origin: place.origin,
    state,
    tree: await loadTree(await place.clone(), log, sizes),
    others,
    now,
    ...given({ head, policy }),
  });
  return {
    origin: place.origin,
    ...given({ commit: log.commit }),
    size: state.size,
    signed: log.signed,
    drafted: draft?.size ?? 0,
    fingerprint: state.opened,
    established: place.fingerprint === undefined ? 'pin' : 'fingerprint',
    seenBy: heads.seenBy,
    problems: heads.problems,
    open: [...heads.open, ...findOpen(state, place.contents, now)],
  };
}

async function verifyDeeply(
  place: Workplace,
  before: Refs,
  { anchor, progress }: VerifyOptions,
): Promise<Verification> {
  const clone = await place.clone();
  const words = (await isRemoteGone(place)) ? undefined : await askRemote(place, clone, before.seen);
  if (!words && anchor.policy !== undefined) await fetchNamed(place, clone, anchor.policy);
  const refs = words ? asSeen(before) : await readRefs(clone);
  place.memory.refs = refs;
  const { main, details } = refs;
  const known = before.seen ? await readPinned(place, before) : undefined;
  if (!main) {
    const found = await verifyNothing(place, known);
    // A record that was never read here, and is not to be had now: that nothing is wrong with it would be a lie.
    if (words && found.problems.length === 0) throw await explainSilence(place, clone, words);
    return { ...finish(place, found), fresh: !words, depth: 'deep' };
  }
  const found = await verifyLog({
    reading: { ...(await readingOf(place)), ...given({ progress }) },
    commit: main,
    others: await otherHeads(place),
    anchor,
    now: place.clock.now(),
    ...given({ details, known: known?.commit ? known : undefined }),
  });
  if (found.problems.length === 0 && (known || found.established !== 'no')) await pin(place, found, { main, details });
  return { ...finish(place, found), fresh: !words, depth: 'deep' };
}

/** Witnesses of a policy that somebody came by elsewhere: the log's own may name others. */
async function fetchNamed(place: Workplace, clone: Clone, policy: string): Promise<void> {
  await fetchWitnesses(clone, place.remote, { timeoutMs: 30_000, witnesses: witnessNames(policy) });
}

/** Up to here all of it was read: the next visit begins here. */
async function pin(place: Workplace, { log }: Verified, { main, details }: Pick<Refs, 'main' | 'details'>) {
  if (log) return pinLog(place, log, details);
  return movePin(place, await place.clone(), given({ main, details }));
}

async function otherHeads(place: Workplace) {
  const remembered = await rememberedHead(place);
  return [...(await witnessHeads(place)), ...(remembered ? [remembered] : [])];
}

function nothing({ origin }: Workplace): Verified {
  return {
    origin,
    size: 0,
    signed: 0,
    drafted: 0,
    fingerprint: null,
    established: 'pin',
    seenBy: [],
    problems: [],
    open: [],
  };
}

/** No log is one that nobody has opened yet, or one that is gone: this machine may know which. */
async function verifyNothing(place: Workplace, known: Log | undefined): Promise<Verified> {
  if (known?.commit) {
    const says = `${goneWords(place, { size: known.state.size })}; this machine has them: tend changelog recover`;
    return { ...nothing(place), established: 'pin', problems: [{ code: 'truncated', says }] };
  }
  const heard = await knownOfLog(place);
  if (!heard) return nothing(place);
  const says = `${goneWords(place, heard)} (${heard.from}); on a machine that has read them: tend changelog recover`;
  return { ...nothing(place), problems: [{ code: 'truncated', says }] };
}

function finish(place: Workplace, found: Verified): Omit<Verification, 'fresh' | 'depth'> {
  const { head: _head, log: _log, ...verified } = found;
  return {
    ...verified,
    remote: withoutCredentials(place.remote),
    seenBy: found.seenBy.map(seenBy),
    level: levelOf(place.remote, found.seenBy),
  };
}

function seenBy({ witness, head, at }: Cosigned) {
  return { witness, size: head.size, at };
}
