import { readProcessTable } from './process-table.js';

/** A program with all that it started, to be ended together. */
export interface ProcessGroup {
  /** False where nobody of it is there any more. */
  signal(name: NodeJS.Signals): boolean;
  /** Whether anybody of it still runs; synchronous, for the moment in which tend itself ends. */
  isAlive(): boolean;
}

/** Everybody in the process group of that number: who started a session of his own (a daemon) is no longer in it. */
export function processGroup(leader: number): ProcessGroup {
  return {
    signal: (name) => signalOne(-leader, name),
    isAlive: () =>
      process.platform === 'linux'
        ? readProcessTable().some(({ group }) => group === leader)
        : signalOne(-leader, 'SIGTERM'),
  };
}

/**
 * A program in tend's own group (it may ask at the terminal, which only the group in front may read), with its children, whom
 * only Linux names; they are looked up at the first signal, before their parent is gone.
 */
export function processTree(root: number): ProcessGroup {
  let all: readonly number[] | undefined;
  return {
    signal(name) {
      all ??= [root, ...descendantsOf(root)];
      return all.map((pid) => signalOne(pid, name)).includes(true);
    },
    isAlive: () => readProcessTable().some(({ pid }) => (all ?? [root]).includes(pid)),
  };
}

function descendantsOf(root: number): number[] {
  const table = readProcessTable();
  const childrenOf = (pid: number): number[] =>
    table.filter(({ parent }) => parent === pid).flatMap((child) => [child.pid, ...childrenOf(child.pid)]);
  return childrenOf(root);
}

function signalOne(pid: number, name: NodeJS.Signals): boolean {
  try {
    return process.kill(pid, name);
  } catch {
    return false;
  }
}
