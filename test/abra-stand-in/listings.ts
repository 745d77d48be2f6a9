import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { abraDir, findApp, pinVersion, readApps, recipeFolder, type AbraApp } from './place.js';
import { versionsOf } from './recipe-tree.js';
import { compareVersions } from '../../src/model/recipe-version.js';
import { box, fatal, json, say } from './speech.js';
import { deployedVersion, docker } from './swarm.js';
import type { Said } from './words.js';

/** `app list [--machine] [--status] [--server S]`: JSON by server, all strings. */
export async function listApps({ flags, values }: Said): Promise<void> {
  const chosen = readApps().filter((app) => !values.has('server') || app.server === values.get('server'));
  const rows = await Promise.all(chosen.map((app) => rowOf(app, flags.has('status'))));
  const servers = [...new Set(chosen.map(({ server }) => server))];
  const tree = servers.map((server) => {
    const apps = rows.filter((row) => row.server === server);
    return [server, { apps, appCount: apps.length }] as const;
  });
  if (flags.has('machine')) json(Object.fromEntries(tree));
  else
    box(
      'apps',
      rows.map((row) => [row.domain, row.recipe] as const),
    );
}

async function rowOf(app: AbraApp, status: boolean) {
  const running = status ? await deployedVersion(app.server, app.stack) : undefined;
  const newer = versionsOf(app.recipe).filter((one) => running !== undefined && compareVersions(one, running) > 0);
  return {
    server: app.server,
    recipe: app.recipe,
    appName: app.domain,
    domain: app.domain,
    status: status ? (running === undefined ? 'undeployed' : 'deployed') : '',
    chaos: status ? 'false' : '',
    chaosVersion: '',
    version: running ?? '',
    upgrade: running === undefined ? 'unknown' : newer.reverse().join('\n') || 'latest',
  };
}

export function listServers({ flags }: Said): void {
  const folder = join(abraDir(), 'servers');
  const names = existsSync(folder) ? [...new Set(readApps().map(({ server }) => server))] : [];
  const rows = names.map((name) => ({ name, host: name }));
  if (flags.has('machine')) json(rows);
  else
    box(
      'servers',
      rows.map((row) => [row.name, row.host] as const),
    );
}

export async function listTasks({ words: [domain], flags }: Said): Promise<void> {
  const app = findApp(domain);
  const lines = (
    await docker(app.server, ['stack', 'services', '--format', '{{.Name}} {{.Replicas}}', app.stack])
  ).split('\n');
  const rows = lines.map((line) => line.slice(app.stack.length + 1).split(' ') as [string, string]);
  if (flags.has('machine')) json(Object.fromEntries(rows.map(([service, status]) => [service, { service, status }])));
  else box(app.domain, rows);
}

/** `app new RECIPE [VERSION] --server S --domain D`: the .env from .env.sample; one that is there: non-zero. */
export function newApp({ words: [recipe = '', version], values }: Said): void {
  const [server, domain] = [values.get('server'), values.get('domain')];
  if (server === undefined || domain === undefined) return fatal('--server and --domain are needed');
  const file = join(abraDir(), 'servers', server, `${domain}.env`);
  if (existsSync(file)) fatal(`${file} already exists`);
  const wanted = version ?? versionsOf(recipe).at(-1) ?? '';
  execFileSync('git', ['-C', recipeFolder(recipe), 'checkout', '--quiet', '--detach', `refs/tags/${wanted}`]);
  const sample = readFileSync(join(recipeFolder(recipe), '.env.sample'), 'utf8');
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, sample.replaceAll(/^DOMAIN=.*$/gm, `DOMAIN=${domain}`));
  pinVersion(findApp(domain), wanted);
  say(`${domain}: made ${file}`);
}
