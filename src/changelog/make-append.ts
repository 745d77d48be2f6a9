import type { Pages } from '../model/contents.js';
import type { IntentEntry } from '../model/entry.js';
import { given } from '../model/given.js';
import { gitObject } from './git-object.js';
import { growFiles } from './log/grow-files.js';
import type { Log } from './log/log.js';
import type { SealedLine } from './log/sealed-line.js';
import { segmentPath } from './log/segment-path.js';
import type { JudgedLines } from './log/judge-new.js';
import type { Workplace } from './workplace.js';

/** What an append brings: the log after it (its commit is known once it is made), its files, its message. */
export interface Append {
  readonly log: Log;
  /** Path to text; undefined: a file that goes. */
  readonly files: ReadonlyMap<string, string | undefined>;
  readonly message: string;
}

/** Puts judged lines behind a log: the files of entries and pages that change, and words for the commit. */
export function makeAppend(
  { contents }: Pick<Workplace, 'contents'>,
  log: Log,
  { added, state, touched }: JudgedLines,
): Append {
  const grown = growFiles(
    log,
    added.map(({ line }) => line),
  );
  const readme = contents.page(state.pages, 'README.md') ?? '';
  const { checkpoint, draft, signed } = log;
  return {
    log: {
      state,
      segments: grown.segments,
      roots: grown.roots,
      tail: grown.tail,
      signed,
      hasJunk: false,
      readme: gitObject(readme),
      ...given({ checkpoint, draft }),
    },
    files: new Map([
      ...[...grown.texts].map(([segment, text]) => [segmentPath(segment), text] as const),
      ...strayPaths(log, grown.segments.length).map((path) => [path, undefined] as const),
      ...pageFiles({ contents }, { log, pages: state.pages, touched }),
    ]),
    message: makeMessage({ contents }, log, added),
  };
}

/** Files of nothing but lines that were left out. */
function strayPaths({ strayFiles = 0 }: Log, count: number): string[] {
  return Array.from({ length: Math.max(0, strayFiles - count) }, (_, index) => segmentPath(count + index));
}

/** Pages that the new entries touch; all of them where those that stand there are of another version, or not ours. */
function pageFiles(
  { contents }: Pick<Workplace, 'contents'>,
  { log, pages, touched }: { log: Log; pages: Pages; touched: ReadonlySet<string> },
): [string, string | undefined][] {
  const before = contents.page(log.state.pages, 'README.md');
  const areCurrent = before !== undefined && log.readme === gitObject(before) && !log.hasJunk;
  const paths = areCurrent ? touched : new Set([...contents.pagePaths(pages), ...touched]);
  return [...paths].map((path) => [path, contents.page(pages, path)]);
}

const messageLines = 20;

/** `wiki on brunswick: upgrade done`; several: the newest first line, then all, one a line. */
function makeMessage({ contents }: Pick<Workplace, 'contents'>, log: Log, added: readonly SealedLine[]): string {
  const intents = intentsOf(log, added);
  const lines = added.map(({ entry }) =>
    contents.describe(entry, entry.type === 'outcome' ? intents.get(entry.intent) : undefined),
  );
  if (lines.length === 1) return `${lines[0]}\n`;
  const rest = lines.length > messageLines ? [`and ${lines.length - messageLines} more`] : [];
  return [`${lines.at(-1)} and ${lines.length - 1} more`, '', ...lines.slice(0, messageLines), ...rest, ''].join('\n');
}

function intentsOf(log: Log, added: readonly SealedLine[]): Map<string, IntentEntry> {
  const intents = new Map(Object.entries(log.state.intents).map(([id, { intent }]) => [id, intent]));
  for (const { id, entry } of added) if (entry.type === 'intent') intents.set(id, entry);
  return intents;
}
