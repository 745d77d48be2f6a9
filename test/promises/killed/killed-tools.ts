import type { Tools } from '../../../src/tools/tools.js';

type Writing = Pick<Tools, 'files' | 'git'>;

interface Killing<T> {
  /** Before each run. */
  readonly begin: () => void;
  readonly run: (tools: T) => Promise<unknown>;
  /** After each run, with tools that work. */
  readonly look: () => Promise<void>;
  /** Calls about other folders than this one and what lies in it are not counted. */
  readonly within?: string;
}

const killed = new Error('killed');

/** Runs with ever more calls before the kill, until a run comes to its end. Gives how many were killed. */
export async function killEverywhere<T extends Writing>(real: T, killing: Killing<T>): Promise<number> {
  for (let calls = 0; calls < 500; calls++) {
    killing.begin();
    const isOver = await killing.run(killedAfter(real, calls, killing.within)).then(() => true, unlessKilled);
    await killing.look();
    if (isOver) return calls;
  }
  throw new Error('it comes to no end');
}

function unlessKilled(error: unknown): false {
  if (error === killed) return false;
  throw error;
}

/** Tools of a process that dies after so many changes to files and calls of git: nothing that it tries afterwards happens. */
export function killedAfter<T extends Writing>(real: T, calls: number, within = '/'): T {
  let made = 0;
  const { files, git } = real;
  return {
    ...real,
    files: {
      ...files,
      write: (path, ...more) => unlessDead(path, () => files.write(path, ...more)),
      remove: (path) => unlessDead(path, () => files.remove(path)),
      rename: (from, to) => unlessDead(to, () => files.rename(from, to)),
      createFolder: (path) => unlessDead(path, () => files.createFolder(path)),
    },
    git: { ...git, run: (words, options) => unlessDead(options?.cwd ?? '', () => git.run(words, options)) },
  };

  async function unlessDead<R>(path: string, work: () => Promise<R>): Promise<R> {
    if (made >= calls) throw killed;
    if (path.startsWith(within)) made += 1;
    return work();
  }
}
