// src → dist, and the manifest of the commands in it.
import { spawnSync } from 'node:child_process';
import { existsSync, globSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeOclifManifest } from './oclif-manifest.js';

const root = join(import.meta.dirname, '..');
const manifest = join(root, 'oclif.manifest.json');

compile();
removeOrphans();
await writeManifestIfNeeded();

function compile() {
  const tsc = join(root, 'node_modules/typescript/bin/tsc');
  const words = [tsc, '-p', join(root, 'tsconfig.build.json')];
  const done = spawnSync(process.execPath, words, { stdio: 'inherit' });
  if (done.status !== 0) process.exit(done.status ?? 1);
}

/** oclif takes every file in dist/commands for a command, also one whose source is gone. */
function removeOrphans() {
  for (const built of globSync('**/*.js', { cwd: join(root, 'dist') })) {
    const source = built.replace(/\.js$/, '.ts');
    if (!existsSync(join(root, 'src', source))) rmSync(join(root, 'dist', built));
  }
}

async function writeManifestIfNeeded() {
  const wanted = await makeOclifManifest(root, { strict: false });
  const there = existsSync(manifest) ? readFileSync(manifest, 'utf8') : undefined;
  if (wanted !== there) writeFileSync(manifest, wanted);
}
