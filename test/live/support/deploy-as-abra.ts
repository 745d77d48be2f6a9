import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parse } from 'yaml';
import { runGit } from '../../support/git-repo.js';
import { shellVariables, type MadeApp } from '../../support/make-abra-folder.js';
import type { LabFixture } from './lab.js';

type Named = Readonly<Record<string, string | null>>;
interface Compose {
  readonly version?: string;
  readonly services: Readonly<
    Record<string, { readonly environment?: readonly string[] | Named; readonly image?: string }>
  >;
  readonly secrets?: Readonly<Record<string, { readonly name?: string }>>;
}

export interface Deploying {
  readonly fixture: LabFixture;
  /** Of the node, from 1. */
  readonly index: number;
  readonly catalogue: string;
  readonly root: string;
}

/**
 * Deploys an app as abra.md says that abra does, with docker's own client and a shell reading the .env: nothing of tend is
 * between. Gives the stack's name.
 */
export async function deployAsAbra({ fixture, index, catalogue, root }: Deploying, app: MadeApp): Promise<string> {
  const tree = join(root, 'trees', `${app.recipe}-${app.version.replaceAll(/\W/g, '_')}`);
  checkOut(join(catalogue, `${app.recipe}.git`), app.version, tree);
  const own = shellVariables(app.text);
  const exports = readExports(tree);
  const stack = own['STACK_NAME'] ?? app.domain.replaceAll('.', '_').slice(0, 45);
  const name = 'RECIPE' in own ? 'RECIPE' : 'TYPE';
  const variables = { ...own, ...exports, STACK_NAME: stack, [name]: `${app.recipe}:${app.version}` };
  const files = (own['COMPOSE_FILE'] ?? 'compose.yml').split(':').map((file) => join(tree, file));
  const read = await Promise.all(
    files.map(async (file) => parse(await readText(fixture, file), { merge: true }) as Compose),
  );
  for (const secret of secretsOf(read, variables))
    await fixture.tryDocker(index, ['secret', 'create', secret, '-'], 'x');
  const more = join(root, 'overlays', `${stack}.yml`);
  mkdirSync(dirname(more), { recursive: true });
  writeFileSync(more, JSON.stringify(overlayOf(read, { app, stack, variables })));
  const words = [...files, more].flatMap((file) => ['-c', file]);
  const socket = await fixture.socket(index);
  const done = await fixture.tools.programs.run(
    'docker',
    ['-H', `unix://${socket}`, 'stack', 'deploy', ...words, stack],
    {
      env: { ...variables, LANG: undefined },
      timeoutMs: 120_000,
    },
  );
  if (done.exitCode !== 0) throw new Error(`${app.domain}: ${done.stderr}`);
  return stack;
}

function checkOut(repository: string, version: string, tree: string): void {
  try {
    runGit(tree, 'rev-parse');
  } catch {
    mkdirSync(dirname(tree), { recursive: true });
    runGit('/', 'clone', '-q', repository, tree);
    runGit(tree, 'checkout', '-q', version);
  }
}

/** Run here, where it is our own test that does it. */
function readExports(tree: string): Readonly<Record<string, string>> {
  const script = runGit(tree, 'ls-files', 'abra.sh') === '' ? '' : runGit(tree, 'show', 'HEAD:abra.sh');
  const lines = script.split('\n').filter((line) => /^export [A-Z_]+=\S*$/.test(line));
  return shellVariables(lines.join('\n'));
}

async function readText({ tools }: LabFixture, file: string): Promise<string> {
  return (await tools.files.readText(file)) ?? '';
}

function secretsOf(files: readonly Compose[], variables: Readonly<Record<string, string>>): string[] {
  const names = files.flatMap(({ secrets = {} }) => Object.values(secrets).flatMap(({ name }) => name ?? []));
  return names.map((name) => name.replace(/\$\{(\w+)\}/g, (_, key: string) => variables[key] ?? ''));
}

/** abra's labels, and every variable that the compose files do not set, on the service app. */
function overlayOf(
  files: readonly Compose[],
  { app, stack, variables }: { app: MadeApp; stack: string; variables: Readonly<Record<string, string>> },
): object {
  const set = new Set(files.flatMap(({ services }) => namesOf(services['app']?.environment)));
  const left = Object.entries(variables).filter(([key]) => !set.has(key));
  const environment = Object.fromEntries(left.map(([key, value]) => [key, value.replaceAll('$', '$$$$')]));
  const prefix = `coop-cloud.${stack}`;
  // A chaos deployment keeps the label that the recipe itself has, if any.
  const hasOwn = JSON.stringify(files.map(({ services }) => services['app'])).includes('${STACK_NAME}.version');
  const chaos = { [`${prefix}.chaos-version`]: app.version, ...(hasOwn ? {} : { [`${prefix}.version`]: '' }) };
  const how = app.chaos ? chaos : { [`${prefix}.version`]: app.version };
  const labels = { [`${prefix}.recipe`]: app.recipe, [`${prefix}.chaos`]: String(app.chaos), ...how };
  const version = files[0]?.version;
  return { ...(version ? { version } : {}), services: { app: { environment, deploy: { labels } } } };
}

function namesOf(environment: readonly string[] | Named = []): string[] {
  return Array.isArray(environment)
    ? environment.map((line: string) => line.split('=')[0] ?? line)
    : Object.keys(environment);
}
