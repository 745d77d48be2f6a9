import { execFileSync } from 'node:child_process';
import { newLogState } from '../../../src/changelog/fold/log-state.js';
import { judgeLines } from '../../../src/changelog/log/judge-lines.js';
import { parseLine } from '../../../src/changelog/log/signed-line.js';
import { segmentPath } from '../../../src/changelog/log/segment-path.js';
import type { Entry } from '../../../src/model/entry.js';
import { recordContents } from '../../../src/record/record-contents.js';
import { leafHash } from '../../../src/tlog/tree/hash.js';
import { treeOfLeaves } from '../../../src/tlog/tree/tree.js';
import { origin } from '../../changelog/entries.js';
import { headOf, idOf, type GoodLog } from './good-log.js';

/** What a repository holds where it is not what the good log holds. */
export interface Repository {
  readonly lines?: readonly string[];
  /** log/checkpoint; null: none. Default: the head of the good log, which both witnesses have cosigned. */
  readonly checkpoint?: string | null;
  /** Branches of witnesses; default: the good head. */
  readonly witnesses?: Readonly<Record<string, string>>;
  /** The details branch, path to text; default: what the good log committed to. */
  readonly details?: Readonly<Record<string, string>>;
  /** Files of main beside or instead of the others; null: not there. */
  readonly files?: Readonly<Record<string, string | null>>;
  /** Whether the commit follows the one before; false: a history of its own. */
  readonly follows?: boolean;
}

/** Puts a log into a bare repository, with the pages that belong to its lines: as somebody would who knows tend. */
export async function writeRepository(remote: string, good: GoodLog, repository: Repository): Promise<void> {
  const { lines = good.lines, files = {}, follows = true } = repository;
  const head = await headOf(good.lines);
  const { checkpoint = head, witnesses = { north: head, south: head } } = repository;
  const details =
    repository.details ??
    Object.fromEntries(good.details.map(({ commitment, file }) => [`details/${commitment}`, file]));
  const main = {
    ...pagesOf(good, lines),
    ...entryFiles(lines),
    'draft/entries/000.ndjson': good.draft,
    ...(checkpoint === null ? {} : { 'log/checkpoint': checkpoint }),
    ...files,
  };
  const gone = ['north', 'south']
    .filter((name) => !Object.hasOwn(witnesses, name))
    .map((name) => `reset refs/heads/witness/${name}\nfrom ${'0'.repeat(40)}\n\n`);
  const branches = [
    { branch: 'main', files: main, follows },
    { branch: 'details', files: details, follows: false },
    ...Object.entries(witnesses).map(([name, text]) => ({
      branch: `witness/${name}`,
      files: { checkpoint: text },
      follows: false,
    })),
  ];
  const input = [...branches.map((branch) => commitOrder(remote, branch)), ...gone].join('');
  execFileSync('git', ['--git-dir', remote, 'fast-import', '--quiet', '--force'], { input, stdio: 'pipe' });
}

function entryFiles(lines: readonly string[]): Record<string, string> {
  const count = Math.ceil(lines.length / 256);
  return Object.fromEntries(
    Array.from({ length: count }, (_, segment) => [
      segmentPath(segment),
      `${lines.slice(segment * 256, (segment + 1) * 256).join('\n')}\n`,
    ]),
  );
}

/** What a forger makes who wants nobody to notice. */
function pagesOf({ draft }: GoodLog, lines: readonly string[]): Record<string, string> {
  const state = newLogState(recordContents.newPages(origin));
  const { e } = JSON.parse(draft) as { e: Entry };
  recordContents.addToPages(state.pages, { position: -1, id: idOf(draft), entry: e });
  const tree = treeOfLeaves(Buffer.concat(lines.map((line) => leafHash(line))));
  const judging = { reading: { origin, contents: recordContents }, state, tree, ids: new Set<string>() };
  const { pages } = judgeLines(judging, lines.map(parseLine)).state;
  return Object.fromEntries(
    recordContents.pagePaths(pages).map((path) => [path, recordContents.page(pages, path) ?? '']),
  );
}

interface Branch {
  readonly branch: string;
  readonly files: Readonly<Record<string, string | null>>;
  readonly follows: boolean;
}

function commitOrder(remote: string, { branch, files, follows }: Branch): string {
  const before = follows ? tipOf(remote, branch) : '';
  return [
    `reset refs/heads/${branch}\n`,
    `commit refs/heads/${branch}\n`,
    `committer tend <tend@changelog.invalid> 1795355822 +0000\n`,
    follows ? 'data 2\nx\n\n' : 'data 2\ny\n\n',
    before === '' ? '' : `from ${before}\n`,
    'deleteall\n',
    ...Object.entries(files).map(([path, text]) =>
      text === null ? '' : `M 100644 inline ${path}\ndata ${Buffer.byteLength(text)}\n${text}\n`,
    ),
    '\n',
  ].join('');
}

function tipOf(remote: string, branch: string): string {
  const args = ['--git-dir', remote, 'for-each-ref', '--format=%(objectname)', `refs/heads/${branch}`];
  return execFileSync('git', args, { encoding: 'utf8' }).trim();
}
