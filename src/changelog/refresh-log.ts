import type { Commit } from '../model/brand.js';
import { given } from '../model/given.js';
import { runGit, type Clone } from './clone/clone.js';
import { fetchBranches, fetchWitnesses } from './clone/fetch-branches.js';
import { movePin } from './clone/move-pin.js';
import { namedWitnesses, witnessNames } from './clone/named-witnesses.js';
import { readRefs, type Refs } from './clone/read-refs.js';
import { explainRewrite } from './explain-rewrite.js';
import { keepLog, readKeptLog } from './log/keep-log.js';
import type { Log } from './log/log.js';
import { emptyLog, growLog } from './log/grow-log.js';
import type { Reading } from './log/reading.js';
import { refuseIfGone } from './known-of-log.js';
import { refuseOtherRepository } from './refuse-other-repository.js';
import { explainSilence, readAnswer } from './read-answer.js';
import type { Workplace } from './workplace.js';

/** The log as the remote has it now, checked against the pin, and where its branches stand. */
export interface FreshLog {
  readonly log: Log;
  readonly refs: Refs;
  /** False: the remote did not answer, this is what was known before. */
  readonly fresh: boolean;
}

/** Milliseconds for an answer; the first one brings the whole log. */
const patience = { known: 30_000, first: 300_000 };

/**
 * Asks the remote and takes over what is new. CHANGELOG_UNREACHABLE where it does not answer (unless `offlineOk`),
 * CHANGELOG_REWRITTEN where what was seen before is no longer its beginning, CHANGELOG_INVALID where it does not hold.
 * The pin moves only after all of that is checked.
 */
export async function refreshLog(place: Workplace, offlineOk = false): Promise<FreshLog> {
  const clone = await place.clone();
  // The pin is read before the remote: else another process could move it past what the remote told us.
  const before = await readRefs(clone);
  const words = await askRemote(place, clone, before.seen);
  if (words && !offlineOk) throw await explainSilence(place, clone, words);
  const known = await readPinned(place, before);
  const refs = words ? asSeen(before) : await readAnswer(place, clone);
  const log = words ? known : await takeOver({ place, clone, refs, known });
  place.memory.refs = refs;
  return { log, refs, fresh: !words };
}

/** What was seen before stands for what the remote has. */
export function asSeen({ seen, seenDetails }: Refs): Refs {
  return { ...(seen ? { main: seen, seen } : {}), ...(seenDetails ? { details: seenDetails, seenDetails } : {}) };
}

/** Git's words where the remote does not answer. A default remote that nobody has made yet is an empty one. */
export async function askRemote(place: Workplace, clone: Clone, seen?: Commit): Promise<string[] | undefined> {
  if (await isRemoteGone(place)) return seen ? [`the folder ${place.remote} is gone`] : undefined;
  const witnesses = place.memory.log
    ? witnessNames(place.memory.log.state.policy ?? '')
    : await namedWitnesses(clone, seen);
  const words = await fetchBranches(clone, place.remote, {
    timeoutMs: seen ? patience.known : patience.first,
    witnesses,
  });
  if (words) return words;
  const others = (await namedWitnesses(clone, `${clone.at}/main`)).filter((name) => !witnesses.includes(name));
  // What they have cosigned is a gain where it comes in time, and no silence of the remote where it does not.
  await fetchWitnesses(clone, place.remote, { timeoutMs: patience.known, witnesses: others });
  return undefined;
}

/** Whether the repository beside the region is not there: nobody has made it yet, or somebody took it away. */
export async function isRemoteGone({ remoteIsDefault, remote, files }: Workplace): Promise<boolean> {
  return remoteIsDefault && !(await files.exists(remote));
}

/** The log up to the pin: what is kept of it, and what another process of this machine has checked since. */
export async function readPinned(place: Workplace, { seen }: Refs): Promise<Log> {
  const reading = await readingOf(place);
  const known = place.memory.log ?? (await readKeptLog(keepingOf(place)));
  if (!seen) return emptyLog(reading);
  if (known?.commit === seen) return (place.memory.log = known);
  const log = await growToPin(reading, known, seen);
  place.memory.log = log;
  // Else every run would read the same again.
  await keepLog(keepingOf(place), log);
  return log;
}

async function growToPin(reading: Reading, known: Log | undefined, seen: Commit): Promise<Log> {
  const grown = known && (await isBehind(reading, known, seen)) ? await growLog(reading, known, seen) : undefined;
  const all = grown ?? (await growLog(reading, emptyLog(reading), seen));
  if (!all) throw new Error('nothing is not the beginning of a log');
  return all;
}

/** A process that was ended, or was slower than another one of this machine, may have kept more than is pinned. */
async function isBehind({ clone }: Reading, { commit }: Log, seen: Commit): Promise<boolean> {
  if (!commit) return false;
  return (await runGit(clone, ['merge-base', '--is-ancestor', commit, seen])).exitCode === 0;
}

interface Taking {
  readonly place: Workplace;
  readonly clone: Clone;
  readonly refs: Refs;
  readonly known: Log;
}

async function takeOver({ place, clone, refs, known }: Taking): Promise<Log> {
  const { main, details, seen, seenDetails } = refs;
  if (!main && !known.commit) await refuseIfGone(place);
  const grown = main === known.commit ? known : main && (await growLog(await readingOf(place), known, main));
  if (!grown) throw await explainRewrite({ place, clone, known, main });
  await refuseOtherRepository(place, grown);
  place.memory.log = grown;
  if (main && (main !== seen || details !== seenDetails)) await pinLog(place, grown, details);
  return grown;
}

/** Up to here the log was read and judged: the next run begins here, and would notice if it were gone. */
export async function pinLog(place: Workplace, log: Log, details?: Commit): Promise<void> {
  const pinned = given({ main: log.commit, details });
  // In this order: what is kept may be older than the pin, and grows to it; ahead of the pin it would be of no use.
  await movePin(place, await place.clone(), pinned);
  await keepLog(keepingOf(place), log);
}

/** How this log is read. */
export async function readingOf({ clone, origin, contents, workers }: Workplace): Promise<Reading> {
  return { clone: await clone(), origin, contents, workers };
}

function keepingOf({ files, folder, contents }: Workplace) {
  return { files, folder, pagesVersion: contents.pagesVersion };
}
