// src → dist, the table of commands before it, and the manifest of commands behind it.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundle } from './bundle.js';
import { makeCommandTable } from './command-table.js';
import { makeOclifManifest } from './oclif-manifest.js';
import { makeThirdPartyNotice } from './third-party.js';

const root = join(import.meta.dirname, '..');
const dist = join(root, 'dist');

/** What somebody asks for by its path: the command, and what runs in threads and processes of its own. */
const entries = [
  'cli/main',
  'cli/tend-plugin',
  'changelog/log/check-lines',
  'tools/delay-proxy-program',
  'tools/worker-program',
  'tools/workers',
];

writeIfOther('src/cli/command-table.ts', await makeCommandTable(root));
const { hash, metafile } = await bundle({
  root,
  out: dist,
  entries: Object.fromEntries(entries.map((path) => [path, `src/${path}.ts`])),
});
const manifest = await makeOclifManifest(root, { strict: false });
writeIfOther('oclif.manifest.json', manifest);
writeFileSync(join(dist, 'third-party.txt'), makeThirdPartyNotice(root, metafile));
// Written last: without it nothing of dist is used.
writeFileSync(join(dist, 'build.json'), JSON.stringify({ id: hash, commands: commandsOf(manifest) }));

function writeIfOther(path, wanted) {
  const file = join(root, path);
  const there = existsSync(file) ? readFileSync(file, 'utf8') : undefined;
  if (wanted !== there) writeFileSync(file, wanted);
}

/** As they are typed, the longest first: `app secret set` before `app`. */
function commandsOf(manifest) {
  const ids = Object.keys(JSON.parse(manifest).commands).map((id) => id.replaceAll(':', ' '));
  return ids.sort((a, b) => b.length - a.length);
}
