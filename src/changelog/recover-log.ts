import type { LoggedEntry } from '../model/contents.js';
import { given } from '../model/given.js';
import { KnownError } from '../model/known-error.js';
import { appendEntries } from './append-entries.js';
import { createBareRepository } from './clone/create-bare-repository.js';
import { gitDetails } from './clone/git-words.js';
import { pushBranches } from './clone/push-branches.js';
import { readRefs, type Refs } from './clone/read-refs.js';
import { setRefs } from './clone/set-refs.js';
import { findMissing } from './explain-rewrite.js';
import { ofOtherHistory } from './heads/refuse-other-history.js';
import { cosignedHeads, signedHeads } from './heads/remembered-head.js';
import type { Log } from './log/log.js';
import { readEntries, readLines } from './log/read-entries.js';
import { emptyLog, growLog } from './log/grow-log.js';
import type { SealedLine } from './log/sealed-line.js';
import { forkEntries, seenOf } from './own-up-if-needed.js';
import { refuseIfGone } from './known-of-log.js';
import { proveFork } from './prove-fork.js';
import { explainSilence, readAnswer } from './read-answer.js';
import { asSeen, askRemote, isRemoteGone, pinLog, readingOf, readPinned } from './refresh-log.js';
import { refuseOtherRepository } from './refuse-other-repository.js';
import { sealEntries } from './seal-entries.js';
import { readSpool, spoolLines } from './spool.js';
import { tryAsNewcomer } from './try-as-newcomer.js';
import type { Workplace } from './workplace.js';

/** What was done to bring a remote and this machine together again. */
export interface Recovered {
  readonly how: 'nothing' | 'pushed-back' | 'appended-again' | 'owned-up';
  /** Entries that the remote had lost and has again. */
  readonly entries: number;
  /** File that shows to anybody that two histories were signed. */
  readonly proof?: string;
}

/**
 * Brings back what this machine saw and the remote no longer has. A remote that only lost its end, or all of it, gets that back
 * as it was. One that went on with another history keeps it: the missing entries are appended behind it, as they were signed,
 * after an entry that owns up to the fork. CHANGELOG_FORKED where witnesses have seen what the remote no longer has.
 */
export async function recoverLog(place: Workplace, actor: string): Promise<Recovered> {
  const both = await readBoth(place);
  const { known, theirs, refs } = both;
  if (!theirs) return pushBack(place, known, (await readEntries(await place.clone(), known)).length);
  if (both.goesOn) return ownUp(place, theirs, actor);
  const clone = await place.clone();
  const missing = await findMissing(clone, await readEntries(clone, known), refs.main ?? '');
  if (await isBeginningOf(place, theirs, known)) return pushBack(place, known, missing.length);
  await refuseIfCosigned(place, known, theirs);
  const proof = await proveFork(place, { ours: known, theirs });
  await keep(place, known);
  const entries = await appendAgain(place, { known, theirs, refs, missing, actor });
  return { how: 'appended-again', entries, ...given({ proof }) };
}

interface Both {
  /** As this machine saw it. */
  readonly known: Log;
  /** As the remote has it; undefined where it has none, but this machine saw one. */
  readonly theirs?: Log;
  /** Whether that goes on from what this machine saw. */
  readonly goesOn: boolean;
  readonly refs: Refs;
}

async function readBoth(place: Workplace): Promise<Both> {
  const clone = await place.clone();
  const before = await readRefs(clone);
  // Taken away with all that was in it: what was seen here goes into a new one.
  if (before.seen && (await isRemoteGone(place))) await createBareRepository(place, place.remote);
  const words = await askRemote(place, clone, before.seen);
  if (words) throw await explainSilence(place, clone, words);
  const known = await readPinned(place, asSeen(before));
  const refs = await readAnswer(place, clone);
  place.memory.refs = refs;
  if (!refs.main && !known.commit) await refuseIfGone(place);
  const reading = await readingOf(place);
  const grown = refs.main ? await growLog(reading, known, refs.main) : undefined;
  if (grown) await refuseOtherRepository(place, grown);
  if (grown ?? !known.commit) return { known, theirs: grown ?? known, goesOn: true, refs };
  if (!refs.main) return { known, goesOn: false, refs };
  const theirs = await growLog(reading, emptyLog(reading), refs.main);
  return { known, goesOn: false, refs, ...given({ theirs }) };
}

/** The remote has all that was seen here; heads that were signed here may still be of another history. */
async function ownUp(place: Workplace, theirs: Log, actor: string): Promise<Recovered> {
  const heads = await ofOtherHistory(place, theirs, await signedHeads(place));
  if (heads.length === 0) {
    if (place.memory.refs?.main) await tryAsNewcomer(place);
    return { how: 'nothing', entries: 0 };
  }
  await appendEntries(place, [], { recovering: { entries: forkEntries(place, actor, heads.map(seenOf)), heads } });
  return { how: 'owned-up', entries: 0 };
}

/** Whether a log is ours, cut off. */
async function isBeginningOf(place: Workplace, shorter: Log, longer: Log): Promise<boolean> {
  const clone = await place.clone();
  const [some, all] = [await readLines(clone, shorter), await readLines(clone, longer)];
  return some.length <= all.length && some.every((line, index) => line === all[index]);
}

async function keep(place: Workplace, { commit }: Log): Promise<string> {
  const kept = `refs/tend/seen/${commit?.slice(0, 12)}`;
  await setRefs(await place.clone(), { [kept]: commit });
  return kept;
}

/** Gives the remote what it lost, and looks whether it shows that. */
async function pushBack(place: Workplace, known: Log, entries: number): Promise<Recovered> {
  const clone = await place.clone();
  const refused = await pushBranches(clone, place.remote, { main: known.commit ?? '' });
  const kept = await keep(place, known);
  if (refused)
    throw new KnownError('CHANGELOG_REFUSED', 'the remote does not take back what it lost', {
      details: gitDetails(refused),
      tryThis: [`git --git-dir ${clone.folder} push --force ${place.remote} ${kept}:refs/heads/main`],
    });
  await askRemote(place, clone, known.commit);
  if ((await readRefs(clone)).main === known.commit) return { how: 'pushed-back', entries };
  throw new KnownError(
    'CHANGELOG_TRUNCATED',
    `the remote says that it has all ${known.state.size} entries, and goes on to show fewer: it shows an old copy`,
    {
      tryThis: [
        'ask those who run it; tell those who watch this log',
        `or go on elsewhere: git --git-dir ${clone.folder} push NEW-ADDRESS ${kept}:refs/heads/main, and put it into region.yml`,
      ],
    },
  );
}

/** What enough others have seen is the log; the remote has to have it again, whatever it went on with. */
async function refuseIfCosigned(place: Workplace, known: Log, theirs: Log): Promise<void> {
  const [lost] = await ofOtherHistory(place, theirs, await cosignedHeads(place, known));
  if (!lost) return;
  const { folder } = await place.clone();
  const kept = await keep(place, known);
  throw new KnownError('CHANGELOG_FORKED', `witnesses have seen ${lost.size} entries that the remote no longer has`, {
    tryThis: [
      `put the history that was witnessed back: git --git-dir ${folder} push --force ${place.remote} ${kept}:refs/heads/main`,
      'then append again what others wrote meanwhile: on their machines, tend changelog recover',
    ],
  });
}

interface Again {
  readonly known: Log;
  readonly theirs: Log;
  readonly refs: Refs;
  readonly missing: readonly LoggedEntry[];
  readonly actor: string;
}

/**
 * What owns up to the fork and what is missing wait in the spool, before all else there, until they are published; only then
 * the other history is taken over: ended anywhere in it, the next append or recovery goes on.
 */
async function appendAgain(place: Workplace, { known, theirs, refs, missing, actor }: Again): Promise<number> {
  const lines = await readLines(await place.clone(), known);
  const again = missing.map(({ position, id, entry }): SealedLine => ({ line: lines[position] ?? '', id, entry }));
  const heads = await ofOtherHistory(place, theirs, await signedHeads(place));
  const { lines: waiting } = await readSpool(place);
  const seen = [...again, ...waiting].flatMap(({ entry }) => ('seen' in entry && entry.seen ? [entry.seen] : []));
  const owning = forkEntries(place, actor, [...seen, ...heads.map(seenOf)]);
  const sealed = await sealEntries(place, { log: theirs, waiting: [] }, owning);
  const waits = new Set(waiting.map(({ id }) => id));
  await spoolLines(place, [...sealed, ...again.filter(({ id }) => !waits.has(id))], { first: true });
  await pinLog(place, theirs, refs.details);
  place.memory.log = theirs;
  await appendEntries(place, [], { recovering: { entries: [], heads } });
  return again.length;
}
