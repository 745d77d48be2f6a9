import type { Commit } from '../model/brand.js';
import { KnownError } from '../model/known-error.js';
import type { RecipeClone } from './open-recipe-clone.js';

/** What is larger is left out: a config must be under 1 MB, and nothing else of a recipe is read. */
const largestFile = 1 << 20;
const largestRecipe = 16 << 20;
const mostFiles = 10_000;
/** Characters of a path in a sentence. */
const longestShown = 200;

interface TreeEntry {
  readonly mode: string;
  readonly object: string;
  readonly size: number;
  readonly path: string;
}

export interface CommitFiles {
  readonly files: ReadonlyMap<string, Uint8Array>;
  /** Why a file is not among them, by its path: `larger than 1 MiB`. */
  readonly leftOut: ReadonlyMap<string, string>;
  readonly notices: readonly string[];
}

/**
 * Every file of a commit by path, bytes as stored: no working tree, no filters, no line ends changed. Symbolic links,
 * submodules and files over 1 MiB are left out with a notice. Throws RECIPE_INVALID for a path that leads elsewhere
 * and over 16 MiB in all.
 */
export async function readCommitFiles(clone: RecipeClone, commit: Commit): Promise<CommitFiles> {
  const entries = await listTree(clone, commit);
  if (entries.length > mostFiles) throw invalid(clone, `it has ${entries.length} files, more than ${mostFiles}`);
  const leftOut = new Map(entries.map((entry) => [entry.path, whyLeftOut(entry)] as const).filter(isLeftOut));
  const taken = entries.filter(({ path }) => !leftOut.has(path));
  refuseOdd(clone, taken);
  return {
    files: await readBlobs(clone, taken),
    leftOut,
    notices: [...leftOut].map(([path, why]) => `${clone.name}: ${cut(path)} is left out: ${why}`),
  };
}

function isLeftOut(pair: readonly [string, string | undefined]): pair is readonly [string, string] {
  return pair[1] !== undefined;
}

/** A path as somebody may still read it. */
function cut(path: string): string {
  return path.length > longestShown ? `${path.slice(0, longestShown)}…` : path;
}

async function listTree(clone: RecipeClone, commit: Commit): Promise<TreeEntry[]> {
  const listed = await clone.run(['ls-tree', '-r', '-z', '-l', '--full-tree', commit]);
  if (listed.exitCode !== 0) throw damaged(clone);
  return listed.stdout.split('\0').filter(Boolean).map(parseEntry);
}

/** `100644 blob <object> <size>\t<path>` */
function parseEntry(line: string): TreeEntry {
  const tab = line.indexOf('\t');
  const [mode = '', , object = '', size = ''] = line.slice(0, tab).split(/ +/);
  return { mode, object, size: Number(size) || 0, path: line.slice(tab + 1) };
}

function whyLeftOut(entry: TreeEntry): string | undefined {
  if (entry.mode === '120000') return 'a symbolic link, which tend does not follow';
  if (entry.mode === '160000') return 'a submodule, which tend does not follow';
  return entry.size > largestFile ? 'larger than 1 MiB' : undefined;
}

function refuseOdd(clone: RecipeClone, entries: readonly TreeEntry[]): void {
  const odd = entries.find(({ path }) => path.split('/').some((part) => /^(|\.|\.\.|\.git)$/i.test(part)));
  if (odd) throw invalid(clone, `a file is named ${JSON.stringify(cut(odd.path))}, which leads out of the recipe`);
  const size = entries.reduce((sum, entry) => sum + entry.size, 0);
  if (size > largestRecipe) throw invalid(clone, `its files are ${Math.ceil(size / (1 << 20))} MiB, more than 16 MiB`);
}

async function readBlobs(clone: RecipeClone, entries: readonly TreeEntry[]): Promise<Map<string, Uint8Array>> {
  if (entries.length === 0) return new Map();
  const input = entries.map((entry) => `${entry.object}\n`).join('');
  const read = await clone.runBytes(['cat-file', '--batch', '--buffer'], { input });
  const files = new Map<string, Uint8Array>();
  let at = 0;
  for (const entry of entries) {
    const header = `${entry.object} blob ${entry.size}\n`;
    const start = at + header.length;
    if (Buffer.from(read.bytes.subarray(at, start)).toString('latin1') !== header) throw damaged(clone);
    files.set(entry.path, read.bytes.subarray(start, start + entry.size));
    at = start + entry.size + 1;
  }
  return files;
}

function invalid(clone: RecipeClone, says: string): KnownError {
  return new KnownError('RECIPE_INVALID', `recipe ${clone.name}: ${says}`, {
    tryThis: [`tell the people who keep it: ${clone.shownUrl}`],
  });
}

function damaged(clone: RecipeClone): KnownError {
  return new KnownError('RECIPE_INVALID', `recipe ${clone.name}: its copy in the cache is damaged`, {
    tryThis: [`remove it, it is made anew: rm -r ${clone.folder}`],
  });
}
