import { join } from 'node:path';
import { mendFolders } from './folders.js';
import { loaderOf } from './load-built.js';

const { readFileSync } = process.getBuiltinModule('node:fs');
const root = join(import.meta.dirname, '..');
const words = process.argv.slice(2);

// A reader that has seen enough (`| head`) is no failure, and no reason to leave an apply half done.
for (const stream of [process.stdout, process.stderr])
  stream.on('error', (error) => {
    if (error.code !== 'EPIPE') throw error;
  });

const build = readBuild();
if (build) await start();
else sayNotBuilt();

/** What scripts/build.js wrote last: the id of the build, and the commands in it. */
function readBuild() {
  try {
    return JSON.parse(readFileSync(join(root, 'dist', 'build.json'), 'utf8'));
  } catch {
    return undefined;
  }
}

function sayNotBuilt() {
  process.stderr.write(`tend is not built yet. Build it: npm --prefix ${root} run build\n`);
  process.exitCode = 14;
}

async function start() {
  const folder = mendFolders();
  const load = loaderOf(join(root, 'dist'), folder && cacheFile(folder));
  await load('cli/main.js').main({ root, words });
}

/** One for each command, for each runs other code. In our own cache folder: code is only taken from there. */
function cacheFile(folder) {
  return join(folder, 'tend', 'compiled', `${build.id}-${process.version}-${process.arch}`, commandName());
}

function commandName() {
  const isHelp = words.length === 0 || words[0] === 'help' || words.includes('--help') || words.includes('-h');
  if (isHelp) return 'help';
  const from = words.map((_, at) => words.slice(at).join(' '));
  const name = from.flatMap((rest) => build.commands.find((id) => `${rest} `.startsWith(`${id} `)) ?? [])[0];
  return (name ?? 'other').replaceAll(' ', '-');
}
