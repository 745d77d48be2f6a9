// Runs on the system's Node, however old, before anything is installed: plain JavaScript, no packages.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

// npm writes this file last: a folder without it is one that an interrupted install left.
if (!existsSync(join(root, 'node_modules', '.package-lock.json'))) install();

function install() {
  process.stderr.write('Installing what package-lock.json names (npm ci), about half a minute …\n');
  const npm = process.env.npm_execpath;
  const [program, ...before] = npm ? [process.execPath, npm] : ['npm'];
  const done = spawnSync(program, [...before, 'ci', '--include=dev', '--loglevel=error'], {
    cwd: root,
    stdio: ['ignore', 2, 2],
  });
  if (done.error) throw done.error;
  if (done.status !== 0) process.exit(done.status === null ? 1 : done.status);
}
