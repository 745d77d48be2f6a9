import type { Commit } from '../model/brand.js';
import { given } from '../model/given.js';
import { KnownError } from '../model/known-error.js';
import { pushBranches } from './clone/push-branches.js';
import type { Refs } from './clone/read-refs.js';
import { writeCommits, type NewCommit } from './clone/write-commits.js';
import { detailFiles } from './details-folder.js';
import type { JudgedLines } from './log/judge-new.js';
import type { Log } from './log/log.js';
import type { SealedLine } from './log/sealed-line.js';
import { makeAppend, type Append } from './make-append.js';
import { pinLog, type FreshLog } from './refresh-log.js';
import type { Workplace } from './workplace.js';

/** Puts judged lines behind the log by one commit and one push. Undefined where it won, else git's words. */
export async function pushOnce(
  place: Workplace,
  { log, refs }: FreshLog,
  judged: JudgedLines,
): Promise<string[] | undefined> {
  const clone = await place.clone();
  const append = makeAppend(place, log, judged);
  const { added } = judged;
  const details = await detailFiles(
    place,
    added.map(({ entry }) => entry),
  );
  const [main, to] = await writeCommits(clone, newCommits({ log, refs, append, details, added }));
  const lost = await pushBranches(clone, place.remote, {
    main,
    ...(to ? { details: { to, lease: refs.details ?? '' } } : {}),
  });
  if (lost) return lost;
  await takeWon(place, { ...append.log, commit: main }, { ...refs, main, ...given({ details: to }) });
  return undefined;
}

/**
 * What the remote has now is what we made: it need not be read again. It is published, so a full disk here fails nothing any
 * more: the next run reads it.
 */
export async function takeWon(place: Workplace, log: Log, refs: Refs & { main: Commit }): Promise<void> {
  place.memory.log = log;
  place.memory.refs = refs;
  try {
    await pinLog(place, log, refs.details);
  } catch (error) {
    if (!(error instanceof KnownError)) throw error;
  }
}

interface Writing {
  readonly log: Log;
  readonly refs: Refs;
  readonly append: Append;
  readonly details: ReadonlyMap<string, string>;
  readonly added: readonly SealedLine[];
}

function newCommits({ log, refs, append, details, added }: Writing): NewCommit[] {
  const last = added.at(-1)?.entry;
  const by = { author: last?.actor ?? 'tend', time: last?.time ?? '' };
  const entries: NewCommit = {
    ...by,
    branch: 'main',
    message: append.message,
    files: append.files,
    ...given({ parent: log.commit }),
  };
  if (details.size === 0) return [entries];
  const tree = refs.detailsTree ? { tree: refs.detailsTree } : {};
  return [entries, { ...by, branch: 'details', message: 'details\n', files: details, ...tree }];
}
