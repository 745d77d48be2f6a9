import type { EntryId } from '../model/brand.js';
import type { NewEntry } from '../model/entry.js';
import { changelogRefused, refusedEntry, tooManyWriters } from './append-errors.js';
import { createBareRepository } from './clone/create-bare-repository.js';
import { readRefs } from './clone/read-refs.js';
import { forgetDetails } from './details-folder.js';
import { signInTurn } from './heads/sign-in-turn.js';
import { refuseOtherHistory } from './heads/refuse-other-history.js';
import { setAside } from './heads/remembered-head.js';
import { judgeNew, type JudgedLines } from './log/judge-new.js';
import type { Log } from './log/log.js';
import type { SealedLine } from './log/sealed-line.js';
import { mirrorLog } from './mirror-log.js';
import { ownUpIfNeeded, type OwningUp } from './own-up-if-needed.js';
import { pushOnce } from './push-once.js';
import { readingOf, refreshLog, type FreshLog } from './refresh-log.js';
import { sealEntries } from './seal-entries.js';
import { clearSpool, readSpool, setLineAside, type RefusedLine } from './spool.js';
import { noteLost, noteWon, waitForTurn } from './wait-for-turn.js';
import type { Workplace } from './workplace.js';

/** How entries are appended. */
export interface AppendOptions {
  /** The head over them is left to the next append, which this process makes soon. A run that dies leaves it to the next one. */
  readonly headLater?: boolean;
}

/** What became of an append. */
export interface Appended {
  /** Ids of the entries asked for, in order. */
  readonly ids: readonly EntryId[];
  /** False where there was nothing to publish. */
  readonly pushed: boolean;
  /** What waited on this machine and can no longer count; it is set aside. */
  readonly refused: readonly RefusedLine[];
  /** Mirrors that did not take it, with git's words. */
  readonly behind: readonly { readonly remote: string; readonly words: readonly string[] }[];
}

const limits = { tries: 20, milliseconds: 120_000, unmoved: 3 };

/**
 * Signs entries, publishes what waits in the spool and then these, in one commit and one push, and signs the head over
 * them; what the log already has is not written twice. Compare-and-swap: a push that lost is tried again on what won.
 * Errors: CHANGELOG_UNREACHABLE, CHANGELOG_REFUSED (with git's words), CHANGELOG_REWRITTEN, CHANGELOG_INVALID,
 * CHANGELOG_FORKED, CHANGELOG_KEY_UNKNOWN.
 */
export async function appendEntries(
  place: Workplace,
  entries: readonly NewEntry[],
  { recovering, headLater = false }: AppendOptions & { readonly recovering?: OwningUp } = {},
): Promise<Appended> {
  const spooled = await readSpool(place);
  if (spooled.lines.length + entries.length + (recovering?.entries.length ?? 0) === 0)
    return { ids: [], pushed: false, refused: [], behind: [] };
  await createRemoteIfNeeded(place);
  const owning = recovering ?? (await ownUpIfNeeded(place, (entries[0] ?? spooled.lines[0]?.entry)?.actor));
  const { pushed, wanted, refused } = await pushUntilTaken(place, { waiting: spooled.lines, entries, owning });
  await clearSpool(place, spooled);
  await setAside(place, owning.heads);
  await forgetDetails(
    place,
    wanted.map(({ entry }) => entry),
  );
  if (!headLater) await signInTurn(place);
  const ids = wanted.slice(wanted.length - entries.length).map(({ id }) => id);
  return { ids, pushed, refused, behind: pushed ? await mirrorLog(place) : [] };
}

interface Wanted {
  /** Signed before, and kept on this machine. */
  readonly waiting: readonly SealedLine[];
  readonly entries: readonly NewEntry[];
  readonly owning: OwningUp;
}

interface Taken {
  readonly wanted: readonly SealedLine[];
  /** False where the remote had them all before. */
  readonly pushed: boolean;
  readonly refused: readonly RefusedLine[];
}

/** Tries until the remote has every wanted entry. */
async function pushUntilTaken(place: Workplace, { waiting, entries, owning }: Wanted): Promise<Taken> {
  const ready: Ready = { waiting, entries: [...owning.entries, ...entries], refused: [] };
  const end = place.clock.monotonic() + limits.milliseconds;
  let lost: Lost = { words: [], stood: '', unmoved: 0 };
  for (let attempt = 0; attempt < limits.tries && place.clock.monotonic() < end; attempt++) {
    await waitForTurn(place, end);
    const began = place.clock.monotonic();
    const fresh = await refreshLog(place);
    if (attempt === 0) await refuseOtherHistory(place, fresh.log, owning.heads);
    const { wanted, judged } = await judgeWanted(place, fresh.log, ready);
    const { refused } = ready;
    if (judged.added.length === 0) return { wanted, refused, pushed: attempt > 0 };
    refuseIfWrong(judged);
    const words = await pushOnce(place, fresh, judged);
    if (!words) return noteWon(place, { wanted, refused, pushed: true });
    noteLost(place, began);
    lost = countLost(lost, fresh, words);
    if (lost.unmoved >= limits.unmoved) throw changelogRefused(place, lost.words);
  }
  throw tooManyWriters(place, lost.words);
}

/** What is still to be published; what waits here and can no longer count goes over to the refused. */
interface Ready {
  waiting: readonly SealedLine[];
  readonly entries: readonly NewEntry[];
  readonly refused: RefusedLine[];
}

/** Judges what is wanted as everybody will. A line that waited and would be wrong is set aside: it must not stop the others. */
async function judgeWanted(place: Workplace, log: Log, ready: Ready) {
  for (;;) {
    const { waiting, entries } = ready;
    const wanted = [...waiting, ...(await sealEntries(place, { log, waiting }, entries))];
    const judged = await judgeNew(await readingOf(place), log, wanted);
    const wrong = waiting.flatMap((line) => {
      const problem = judged.problems.find(({ id }) => id === line.id);
      return problem ? [{ line, says: problem.says }] : [];
    });
    if (wrong.length === 0) return { wanted, judged };
    for (const { line, says } of wrong) ready.refused.push(await setLineAside(place, line, says));
    ready.waiting = waiting.filter((line) => !wrong.some((each) => each.line === line));
  }
}

function refuseIfWrong({ problems }: JudgedLines): void {
  const [problem] = problems;
  if (problem) throw refusedEntry(problem);
}

/** What git said last, where the remote stood, and how often it refused while it stood there. */
interface Lost {
  readonly words: readonly string[];
  readonly stood: string;
  readonly unmoved: number;
}

function countLost(before: Lost, { refs }: FreshLog, words: readonly string[]): Lost {
  const stood = `${refs.main} ${refs.details}`;
  return { words, stood, unmoved: before.stood === stood ? before.unmoved + 1 : 1 };
}

/** The first append makes the default remote; one that was there and is gone is never made anew. */
async function createRemoteIfNeeded(place: Workplace): Promise<void> {
  if (!place.remoteIsDefault || (await place.files.exists(place.remote))) return;
  const clone = await place.clone();
  const { seen } = await readRefs(clone);
  if (!seen) await createBareRepository(place, place.remote);
}
