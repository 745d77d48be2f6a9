import { join } from 'node:path';
import type { ChangelogTools } from '../../../src/changelog/workplace.js';
import { toolsOf } from '../tools-of.js';

/** Thrown by every tool of somebody who was ended: nothing that comes after has any effect, as after a kill -9. */
export class Ended extends Error {}

/** Tools that end after so many calls that change something, be it a git or a file. */
export function toolsUntil(
  folder: string,
  machine: string,
  last: number,
): ChangelogTools & { readonly calls: () => number } {
  const tools = toolsOf(join(folder, machine), { TEND_RECORD_KEY: join(folder, 'keys', machine) });
  let calls = 0;

  async function count<Result>(run: () => Promise<Result>): Promise<Result> {
    if (calls >= last) throw new Ended(`ended after ${calls}`);
    calls += 1;
    const result = await run();
    if (calls >= last) throw new Ended(`ended after ${calls}`);
    return result;
  }

  const { git, files } = tools;
  return {
    ...tools,
    calls: () => calls,
    git: {
      run: (args, options) => count(() => git.run(args, options)),
      runBytes: (args, options) => count(() => git.runBytes(args, options)),
      streamBytes: (args, options) => git.streamBytes(args, options),
    },
    files: {
      ...files,
      write: (path, content, mode) => count(() => files.write(path, content, mode)),
      rename: (from, to) => count(() => files.rename(from, to)),
      remove: (path) => count(() => files.remove(path)),
    },
  };
}
