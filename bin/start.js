import { existsSync } from 'node:fs';
import { enableCompileCache } from 'node:module';
import { join } from 'node:path';
import { mendFolders } from './folders.js';

const root = join(import.meta.dirname, '..');

// A reader that has seen enough (`| head`) is no failure, and no reason to leave an apply half done.
for (const stream of [process.stdout, process.stderr])
  stream.on('error', (error) => {
    if (error.code !== 'EPIPE') throw error;
  });

if (!existsSync(join(root, 'dist'))) sayNotBuilt();
else await start();

function sayNotBuilt() {
  process.stderr.write(`tend is not built yet. Build it: npm --prefix ${root} run build\n`);
  process.exitCode = 14;
}

async function start() {
  // Node's default is a folder in /tmp whose name everybody knows; code is only taken from our own.
  const cache = mendFolders();
  if (cache !== undefined) enableCompileCache(join(cache, 'tend', 'compiled'));
  // docker-modem would print all that a server answers, and so the variables of every service: passwords among them.
  if (process.env.DEBUG) process.env.DEBUG += ',-modem';
  const { execute, settings } = await import('@oclif/core');
  // Else NODE_ENV=test or =development in the environment makes oclif look for src and tsx.
  settings.enableAutoTranspile = false;
  const { commandFirst } = await import('../dist/cli/command-first.js');
  await execute({ args: commandFirst(process.argv.slice(2)), dir: import.meta.url });
}
