import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeSshConfig } from '../../live/support/fill-as-abra.js';
import { runGit } from '../../support/git-repo.js';
import { makeSmallRegion } from '../apps-fixture.js';
import type { Kill, Site } from '../kill.js';

const apps = ['wiki', 'pad', 'blog', 'cal', 'chat', 'shop'];
const server = 'one.example.org';

/** An ABRA_DIR of six apps that are not deployed, half of them with a password in their .env; into a region that is new, or that has two of them. */
export async function killImport({ fixture, chance }: Site): Promise<Kill> {
  const region = makeSmallRegion(fixture);
  const { address = '' } = fixture.lab.nodes[0] ?? {};
  writeSshConfig(join(region.root, 'home'), [{ name: server, address }], fixture.lab);
  const from = join(region.root, 'abra');
  const folder = join(region.root, 'taken');
  const args = ['import', from, '--known-hosts', '--catalogue', region.root, '-C', folder];
  const isNew = chance() < 0.6;
  writeApps(from, isNew ? apps : apps.slice(0, 2));
  if (!isNew) {
    const { exitCode, stdout, stderr } = await region.tend(...args);
    if (exitCode !== 0) throw new Error(stdout + stderr);
    writeApps(from, apps);
  }
  return { region, args, apps: [], folder, faults: async () => faultsIn(folder) };
}

function writeApps(from: string, names: readonly string[]): void {
  mkdirSync(join(from, 'servers', server), { recursive: true });
  for (const [number, name] of names.entries()) {
    const password = number % 2 === 0 ? `SMTP_PASSWORD=hunter-${name}\n` : '';
    const text = `TYPE=small:1.0.0+1\nDOMAIN=${name}.example.org\nGREETING=moin\nSECRET_TOKEN_VERSION=v1\n${password}`;
    writeFileSync(join(from, 'servers', server, `${name}.example.org.env`), text);
  }
}

/** Everything is in git but the passwords, and these are kept. */
function faultsIn(folder: string): string[] {
  const files = new Set(runGit(folder, 'ls-tree', '-r', '--name-only', 'HEAD').split('\n'));
  const wanted = ['region.yml', '.gitignore', ...apps.map((name) => `apps/${name}.yml`)];
  const secrets = apps.filter((_, number) => number % 2 === 0);
  const lost = secrets.filter((name) => read(join(folder, 'private', name, 'SMTP_PASSWORD')) !== `hunter-${name}\n`);
  const seen = runGit(folder, 'log', '-p').includes('hunter-');
  return [
    ...wanted.filter((file) => !files.has(file)).map((file) => `git does not have ${file}`),
    ...lost.map((name) => `the password of ${name} is lost`),
    ...(seen ? ['a password is in git'] : []),
  ];
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
