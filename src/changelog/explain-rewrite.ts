import type { Commit } from '../model/brand.js';
import type { Contents, LoggedEntry } from '../model/contents.js';
import { KnownError } from '../model/known-error.js';
import { shortEntry } from '../model/short-id.js';
import { withoutCredentials } from '../model/without-credentials.js';
import type { Clone } from './clone/clone.js';
import { listTree } from './clone/list-tree.js';
import { readBlobs } from './clone/read-blobs.js';
import { setRefs } from './clone/set-refs.js';
import { entryText } from './log/signed-line.js';
import { idOfCanonical } from './log/entry-id.js';
import { linesOf } from './log/lines-of.js';
import type { Log } from './log/log.js';
import { readEntries } from './log/read-entries.js';
import { emptyLog, growLog } from './log/grow-log.js';
import { entriesFolder } from './log/segment-path.js';
import { proveFork } from './prove-fork.js';
import type { Workplace } from './workplace.js';

/** What was read before, and what the remote has instead. */
export interface Rewrite {
  readonly place: Workplace;
  readonly clone: Clone;
  readonly known: Log;
  readonly main: Commit | undefined;
}

const shownEntries = 5;

/** Keeps the head that was seen, and tells what of it the remote no longer has and how to go on. */
export async function explainRewrite(rewrite: Rewrite): Promise<KnownError> {
  const { place, clone, known, main } = rewrite;
  const kept = `refs/tend/seen/${known.commit?.slice(0, 12)}`;
  await setRefs(clone, { [kept]: known.commit });
  const entries = await readEntries(clone, known);
  const missing = main ? await findMissing(clone, entries, main) : entries;
  const remote = withoutCredentials(place.remote);
  const theirs = main && (await readWholly(place, main));
  const proof = theirs && (await proveFork(place, { ours: known, theirs }));
  const says = proof
    ? `two histories of the changelog were signed, and ${remote} shows the other one now: the first entry that differs is ${firstOf(missing)}`
    : `the changelog at ${remote} was rewritten: ${whatHappened(entries, missing, { main, theirs })}`;
  return new KnownError(proof ? 'CHANGELOG_FORKED' : 'CHANGELOG_REWRITTEN', says, {
    details: [...missing.slice(0, shownEntries).map((entry) => tellEntry(place.contents, entry)), ...more(missing)],
    tryThis: [
      ...(proof
        ? [`show others the proof, it needs no trust in you: tend changelog check-proof ${proof} --policy trust.policy`]
        : []),
      'ask who may push there, and tell those who watch this log',
      'publish again what is missing there, with a mark that it was missing: tend changelog recover',
      `or, if it was agreed on, accept what is there now: git --git-dir ${clone.folder} update-ref -d refs/tend/seen/main`,
    ],
  });
}

/** Entries that a commit does not hold, wherever they might stand in it. */
export async function findMissing(
  clone: Clone,
  entries: readonly LoggedEntry[],
  commit: Commit,
): Promise<LoggedEntry[]> {
  const files = (await listTree(clone, commit, [entriesFolder, 'draft'])).filter(({ type }) => type === 'blob');
  const blobs = await readBlobs(
    clone,
    files.map(({ object }) => object),
  );
  const there = new Set(blobs.flatMap(linesOf).map((line) => idOfCanonical(entryText(line))));
  return entries.filter(({ position, id }) => position >= 0 && !there.has(id));
}

/** The whole log at a commit, judged; undefined where it does not hold. */
async function readWholly({ clone, origin, contents, workers }: Workplace, main: Commit): Promise<Log | undefined> {
  const reading = { clone: await clone(), origin, contents, workers };
  try {
    return await growLog(reading, emptyLog(reading), main);
  } catch (error) {
    if (error instanceof KnownError) return undefined;
    throw error;
  }
}

function firstOf([first]: readonly LoggedEntry[]): number {
  return (first?.position ?? 0) + 1;
}

function whatHappened(
  known: readonly LoggedEntry[],
  missing: readonly LoggedEntry[],
  { main, theirs }: { readonly main: Commit | undefined; readonly theirs: Log | undefined },
): string {
  if (!main) return `its branch main is gone, with all ${known.length} entries that were seen here`;
  const [first] = missing;
  if (!first) return 'the entries seen here stand there in another order or form';
  const isCut = theirs && theirs.state.size + missing.length === known.filter(({ position }) => position >= 0).length;
  const how = isCut ? ' (its end was cut off, or an old copy is shown)' : '';
  return `${missing.length} of ${known.length} entries seen here are missing, the first is entry ${first.position + 1}${how}`;
}

function tellEntry(contents: Contents, { position, id, entry }: LoggedEntry): string {
  const what = `${contents.describe(entry)} (${shortEntry(id)})`;
  return `entry ${position + 1}: ${entry.time} by ${entry.actor}: ${what}`;
}

function more(missing: readonly LoggedEntry[]): string[] {
  return missing.length > shownEntries ? [`and ${missing.length - shownEntries} more`] : [];
}
