import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { parseCheckpoint } from '../../../src/tlog/note/checkpoint.js';
import { parseNote } from '../../../src/tlog/note/note.js';
import { hashSegment } from '../../../src/tlog/tree/hash-segment.js';
import { rootAt, treeOfLeaves } from '../../../src/tlog/tree/tree.js';
import { makeKeyPair } from '../../../src/tools/record-keys/key-pair.js';
import { intentOf, origin } from '../entries.js';
import type { Here } from '../here.js';

const root = join(import.meta.dirname, '..', '..', '..');

/** Opens the log and lets these people in, each with a key of their own under `keys/`. */
export async function letIn(here: Here, names: readonly string[]): Promise<void> {
  mkdirSync(join(here.folder, 'keys'));
  const common = { v: 1, log: origin, time: '2026-11-22T13:57:00Z', actor: 'op-7f3k' } as const;
  const rights = { noteKey: null, does: ['record' as const], apps: null, expires: null, replaces: null };
  const added = names.map((name) => {
    const pair = makeKeyPair();
    writeFileSync(join(here.folder, 'keys', name), pair.privateFile, { mode: 0o600 });
    return { ...common, ...rights, type: 'key.add' as const, holder: `op-${name}`, key: pair.publicLine };
  });
  const opener = here.open('opener');
  await opener.append([intentOf('first')]);
  await opener.append(added);
}

/** How a racer ended, and the ids of the entries that were confirmed to it. */
export interface Ran {
  readonly code: number | null;
  readonly signal: string | null;
  readonly stderr: string;
  readonly ids: readonly string[];
  readonly batches: number;
}

/** A racer.ts, ready to go. */
export interface Racer {
  readonly child: ChildProcess;
  readonly ready: Promise<void>;
  go(): void;
  readonly ended: Promise<Ran>;
}

/** Starts a process that appends the batches from `from` to `to`; `as`: which actor, and the second at which its clock stands. */
export function startRacer(
  here: Pick<Here, 'folder'>,
  name: string,
  [from, to, ...as]: readonly [number, number, ...string[]],
): Racer {
  const program = join(root, 'test/changelog/race/racer.ts');
  const args = ['--import', 'tsx', program, here.folder, name, `${from}`, `${to}`, ...as];
  const child = spawn(process.execPath, args, { cwd: root, stdio: 'pipe' });
  child.stdin.on('error', () => undefined);
  const ready = new Promise<void>((resolve) => {
    child.stdout.once('data', () => resolve());
    child.once('close', () => resolve());
  });
  return { child, ready, go: () => void child.stdin.end(), ended: endOf(child) };
}

async function endOf(child: ChildProcess): Promise<Ran> {
  const closed = new Promise<void>((resolve) => void child.once('close', () => resolve()));
  if (!child.stdout || !child.stderr) throw new Error('the racer has no output');
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr), closed]);
  const rows = stdout.split('\n').slice(1, -1);
  const ids = rows.flatMap((row) => row.split(' '));
  return { code: child.exitCode, signal: child.signalCode, stderr, ids, batches: rows.length };
}

/** What git's whole history of the log's branch holds. */
export interface HistoryOfHeads {
  readonly commits: number;
  /** Sizes of the heads, each once, oldest first. */
  readonly sizes: readonly number[];
  /** Commits whose head is of another history than that of the entries now, or smaller than one before it. */
  readonly wrong: readonly string[];
}

/** Looks at each head that ever stood in the branch. */
export function headsInHistory(here: Here): HistoryOfHeads {
  const tree = treeOfLeaves(hashSegment(Buffer.from(entriesNow(here))).hashes);
  const commits = here.git('rev-list', '--reverse', 'main').trim().split('\n');
  const objects = here.feed(
    commits.map((commit) => `${commit}:log/checkpoint\n`).join(''),
    'cat-file',
    '--batch-check',
  );
  const names = objects
    .trim()
    .split('\n')
    .map((row) => (row.endsWith('missing') ? undefined : row.split(' ')[0]));
  const sizes: number[] = [];
  const wrong = commits.filter((_, index) => {
    const object = names[index];
    if (object === undefined || object === names[index - 1]) return false;
    const head = parseCheckpoint(parseNote(here.git('cat-file', 'blob', object))?.text ?? '');
    if (!head || head.size < (sizes.at(-1) ?? 0) || head.size > tree.size) return true;
    sizes.push(head.size);
    return !Buffer.from(rootAt(tree, head.size)).equals(head.root);
  });
  return { commits: commits.length, sizes, wrong };
}

function entriesNow(here: Here): string {
  const paths = here.git('ls-tree', '-r', '--name-only', 'main', 'log/entries').trim().split('\n');
  return paths
    .map((path) => execFileSync('git', ['--git-dir', here.remote, 'show', `main:${path}`], { encoding: 'utf8' }))
    .join('');
}
