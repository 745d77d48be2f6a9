// Writes every file that follows from another one, or with --check says which are out of date.
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { makeAppSchemaFile, makeRegionSchemaFile } from './generators/json-schema.js';
import { makeReadme } from './generators/readme.js';
import { makeOclifManifest } from './oclif-manifest.js';

const root = join(import.meta.dirname, '..');

/** File → what it should hold. To add one: write its maker beside the others, and a line here. */
const generated: Record<string, (root: string) => Promise<string>> = {
  'README.md': makeReadme,
  'oclif.manifest.json': (folder) => makeOclifManifest(folder, { strict: true }),
  'schema/region.schema.json': makeRegionSchemaFile,
  'schema/app.schema.json': makeAppSchemaFile,
};

const onlyCheck = process.argv.includes('--check');
for (const [path, make] of Object.entries(generated)) {
  const wanted = await make(root);
  if (wanted === (await readIfThere(join(root, path)))) continue;
  if (onlyCheck) reportStale(path);
  else await writeFile(join(root, path), wanted);
}

async function readIfThere(path: string): Promise<string | undefined> {
  return readFile(path, 'utf8').catch(() => undefined);
}

function reportStale(path: string): void {
  console.error(`${path} is out of date: npm run generate`);
  process.exitCode = 1;
}
