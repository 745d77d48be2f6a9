import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { publishRecipes } from '../../src/lab/publish-recipes.js';
import { realTools } from '../../src/tools/real-tools.js';
import { runGit } from './git-repo.js';

/** An app in a made ABRA_DIR, and what abra would have made of it on a server. */
export interface MadeApp {
  readonly server: string;
  readonly domain: string;
  readonly recipe: string;
  /** What runs: a tag, or the first digits of a commit. */
  readonly version: string;
  readonly chaos: boolean;
  /** Not deployed: an .env and nothing else. */
  readonly idle: boolean;
  readonly file: string;
  readonly text: string;
}

export interface MadeAbraFolder {
  readonly folder: string;
  readonly catalogue: string;
  readonly apps: readonly MadeApp[];
  /** Values that must not be seen in any output. */
  readonly secrets: readonly string[];
}

const project = join(import.meta.dirname, '..', '..');
const bundles = join(project, '../shared/vectors/recipes');

/** Recipes a server runs, and the domain's first label of each. Real ones of others where they lie beside this project. */
const wanted = [
  ['traefik', 'traefik'],
  ['wiki', 'wiki'],
  ['website', 'www'],
  ['website', 'garden'],
  ['calendar', 'calendar'],
  ['calendar', 'rooms'],
  ['go-ssb-room', 'room'],
  ['llamenos', 'hotline'],
] as const;

/** Makes an ABRA_DIR of eight apps a server from the recipes' own .env.sample files, with the odd ones that people have. */
export async function makeAbraFolder(root: string, servers: readonly string[]): Promise<MadeAbraFolder> {
  const [folder, catalogue] = [join(root, 'abra'), join(root, 'catalogue')];
  await publishRecipes(realTools(), { from: join(project, 'recipes'), to: catalogue });
  for (const name of ['go-ssb-room', 'llamenos'])
    if (existsSync(bundles))
      runGit(root, 'clone', '-q', '--bare', join(bundles, `${name}.bundle`), join(catalogue, `${name}.git`));
  const apps = servers.flatMap((server, at) =>
    wanted.map((one, slot) => makeApp({ catalogue, server, at, slot }, one)),
  );
  for (const [at, server] of servers.entries()) {
    // A server's folder may be a link.
    const there = at === 1 ? join(root, 'elsewhere', server) : join(folder, 'servers', server);
    mkdirSync(there, { recursive: true });
    if (at === 1) symlinkSync(there, join(folder, 'servers', server));
  }
  for (const [number, { file, text }] of apps.entries()) {
    // And so may a single file.
    const there = number === 17 ? join(root, 'elsewhere', 'one-app') : join(folder, file);
    writeFileSync(there, text);
    if (number === 17) symlinkSync(there, join(folder, file));
  }
  const first = join(folder, 'servers', servers[0] ?? '');
  writeFileSync(join(first, '.hidden.env'), 'TYPE=nothing\n');
  writeFileSync(join(first, 'notes.txt'), 'no app\n');
  symlinkSync('/nowhere/at/all.env', join(first, 'gone.example.org.env'));
  return {
    folder,
    catalogue,
    apps,
    secrets: apps.flatMap(({ text }) => [...text.matchAll(/hunter\d+x/g)].map(String)),
  };
}

interface Where {
  readonly catalogue: string;
  readonly server: string;
  readonly at: number;
  readonly slot: number;
}

function makeApp({ catalogue, server, at, slot }: Where, [named, label]: (typeof wanted)[number]): MadeApp {
  const recipe = existsSync(join(catalogue, `${named}.git`)) ? named : 'website';
  const repository = join(catalogue, `${recipe}.git`);
  const number = at * wanted.length + slot;
  const domain =
    number === 18 ? `a-very-long-name-of-a-garden-in-the-north.s${at}.example.org` : `${label}.s${at}.example.org`;
  const tags = runGit(repository, 'tag').split('\n').filter(Boolean);
  const tag = tags.length > 0 && number % 11 !== 10 ? tags[number % tags.length] : undefined;
  const version = tag ?? runGit(repository, 'rev-parse', 'HEAD').slice(0, 8);
  const sample = runGit(repository, 'show', `${tag ?? 'HEAD'}:.env.sample`);
  const text = odd(number, withOwn(sample, { recipe, version, domain }), { recipe, version, tags });
  const file = `servers/${server}/${domain}.env`;
  const chaos = tag === undefined;
  return { server, domain, recipe, version, chaos, idle: number % 13 === 12, file, text };
}

/** As `abra app new` leaves it. */
function withOwn(sample: string, app: { recipe: string; version: string; domain: string }): string {
  return `${sample}\n`
    .replace(/^TYPE=.*$/m, `TYPE=${app.recipe}:${app.version}`)
    .replace(/^DOMAIN=.*$/m, `DOMAIN=${app.domain}`);
}

/** What people and older versions of abra do to an .env: one thing an app. */
function odd(
  number: number,
  text: string,
  about: { recipe: string; version: string; tags: readonly string[] },
): string {
  const own = text.replace(/^LETS_ENCRYPT_ENV=.*$/m, number % 2 === 0 ? 'LETS_ENCRYPT_ENV=' : '$&');
  const password = `hunter${number}x`;
  const changes: readonly ((it: string) => string)[] = [
    (it) => `${it}SMTP_PASSWORD=${password}\n`,
    (it) => it.replace(/^TYPE=/m, 'RECIPE='),
    (it) =>
      it.replace(
        /^#EXTRA_DOMAINS=.*$/m,
        `EXTRA_DOMAINS=', \`members${number}.example.org\`, \`cal${number}.example.org\`'`,
      ),
    (it) => `${it}COMPOSE_FILE="$COMPOSE_FILE:compose.http.yml"\n`,
    (it) => it.replace(/_VERSION=v1/, '_VERSION=v2'),
    (it) => it.replace(/\n/g, '\r\n'),
    (it) => `\uFEFF${it}STACK_NAME=stack_${number}\n`,
    (it) => `${it}export GREETING="say \\"hi\\" to $DOMAIN" # as agreed in spring\n`,
    (it) => it.replace(/^LETS_ENCRYPT_ENV=.*$/m, '#$&'),
    (it) => `${it}DATABASE_URL=postgres://u:${password}@db/x\nPRICE='5 $ or $$'\n`,
    (it) => it.replace(/^TYPE=.*$/m, `TYPE=${about.recipe}`),
    (it) => it.replace(/^TYPE=.*$/m, `TYPE=${about.recipe}:${about.tags[0] ?? about.version}`),
    (it) =>
      `${it}# raised for the harvest festival\nUPLOAD_LIMIT=64\n# the password was: ${password}\nNOTE='two\nlines'\n`,
    (it) => `${it}POST_DEPLOY_CMDS="app setup|db tune"\nTIMEOUT=301\n`,
    (it) => it.replace(/_VERSION=v1\b.*$/m, '_VERSION=v1 # length=40 charset=hex'),
    (it) => it.replace(/_VERSION=v1\b.*$/m, '_VERSION=v1 # generate=false'),
    (it) => it,
  ];
  return (changes[number % changes.length] ?? ((it: string) => it))(own);
}

/** The variables of an .env as a shell reads them: a witness that shares no code with tend. */
export function shellVariables(text: string): Readonly<Record<string, string>> {
  const script = text.replace(/^\uFEFF/, '').replaceAll('\r', '');
  const words = ['-i', 'bash', '--norc', '--noprofile', '-c', `set -a\n${script}\nenv -0`];
  const out = execFileSync('env', words, { env: { PATH: process.env['PATH'] }, stdio: ['ignore', 'pipe', 'inherit'] });
  const lines = out
    .toString()
    .split('\0')
    .filter(Boolean)
    .map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]);
  return Object.fromEntries(lines.filter(([name = '']) => !['_', 'PWD', 'SHLVL', 'OLDPWD', 'PATH'].includes(name)));
}
