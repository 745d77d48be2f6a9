import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnvFile } from '../../src/recipe/parse-env-file.js';
import { findApp, recipeFolder, type AbraApp } from './place.js';
import { box, fatal, hasTrap, json, say } from './speech.js';
import { docker } from './swarm.js';
import type { Said } from './words.js';

/** `secret insert DOMAIN NAME VERSION DATA [--file]`; one of that name and version: non-zero. */
export async function insertSecret({
  words: [domain, name = '', version = '', data = ''],
  flags,
}: Said): Promise<void> {
  const app = findApp(domain);
  const input = flags.has('file') ? readFileSync(data) : data;
  if (hasTrap('tells-secrets')) say(`inserting ${String(input)}`);
  await makeSecret(app, `${app.stack}_${name}_${version}`, input);
}

/** `secret generate DOMAIN [NAME VERSION] [--all] [--machine]` prints what it made; nothing to do: non-zero. */
export async function generateSecrets({ words: [domain, name], flags }: Said): Promise<void> {
  const app = findApp(domain);
  if ((name === undefined) === !flags.has('all')) fatal('name one secret and its version, or say --all');
  const there = await secretNames(app);
  const missing = wantedSecrets(app).filter(
    (one) => !there.has(`${app.stack}_${one.name}_${one.version}`) && (name === undefined || one.name === name),
  );
  if (missing.length === 0) fatal('no secrets to generate');
  const made = missing.map((one) => ({ ...one, value: randomBytes(16).toString('hex') }));
  for (const { name: key, version, value } of made) await makeSecret(app, `${app.stack}_${key}_${version}`, value);
  if (flags.has('machine')) json(made.map((one) => ({ name: one.name, value: one.value })));
  else
    box(
      'secrets',
      made.map((one) => [one.name, one.value] as const),
    );
}

export async function listSecrets({ words: [domain], flags }: Said): Promise<void> {
  const app = findApp(domain);
  const there = await secretNames(app);
  const rows = wantedSecrets(app).map(({ name, version }) => {
    const full = `${app.stack}_${name}_${version}`;
    return { name, version, 'generated name': full, 'created on server': String(there.has(full)) };
  });
  if (flags.has('machine')) json(rows);
  else
    box(
      'secrets',
      rows.map((row) => [row.name, row['created on server']] as const),
    );
}

async function makeSecret(app: AbraApp, name: string, input: string | Uint8Array): Promise<void> {
  if ((await secretNames(app)).has(name)) fatal(`${name} already exists`);
  await docker(app.server, ['secret', 'create', name, '-'], { input });
}

async function secretNames({ server }: AbraApp): Promise<Set<string>> {
  return new Set((await docker(server, ['secret', 'ls', '--format', '{{.Name}}'])).split('\n'));
}

function wantedSecrets(app: AbraApp): { name: string; version: string }[] {
  const sample = readFileSync(join(recipeFolder(app.recipe), '.env.sample'), 'utf8');
  const { secrets } = parseEnvFile(sample);
  return Object.keys(secrets).map((name) => ({
    name,
    version: app.values[`SECRET_${name.toUpperCase()}_VERSION`] ?? secrets[name]?.version ?? 'v1',
  }));
}
