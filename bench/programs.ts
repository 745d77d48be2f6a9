import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { bundle } from '../scripts/bundle.js';
import { plainVariables, run } from './measure.js';

const root = join(import.meta.dirname, '..');
/** Below node_modules, so that what is built there finds libsodium. */
const folder = join(root, 'node_modules', '.cache', 'bench');
const names = ['bare-ed25519', 'hash-leaves', 'read-nodes', 'read-region', 'read-yaml', 'verify-log'];
/** What threads load. */
const modules = ['changelog/log/check-lines', 'tlog/tree/hash-segment', 'tools/worker-program'];

/** Builds the programs of this folder as tend itself is built. */
export async function buildPrograms(): Promise<void> {
  const entries = Object.fromEntries([
    ...names.map((name) => [name, `bench/programs/${name}.js`]),
    ...modules.map((path) => [path, `src/${path}.ts`]),
  ]) as Record<string, string>;
  const { hash } = await bundle({ root, out: folder, entries });
  await writeFile(join(folder, 'build-id'), hash);
}

/** Runs one of them, a process of its own, and gives what it printed as JSON. */
export async function runProgram<Told>(
  words: readonly [name: string, ...args: string[]],
  env: Record<string, string | undefined> = plainVariables(),
): Promise<Told> {
  const program = join(import.meta.dirname, 'run-program.js');
  return JSON.parse(await run(process.execPath, [program, folder, ...words], { env })) as Told;
}
