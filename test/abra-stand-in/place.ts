import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { parseEnvFile } from '../../src/recipe/parse-env-file.js';
import { parseExports } from '../../src/recipe/parse-exports.js';
import { fatal } from './speech.js';

export interface AbraApp {
  readonly domain: string;
  readonly server: string;
  readonly file: string;
  readonly recipe: string;
  /** Version that TYPE pins; empty: none. */
  readonly pin: string;
  readonly stack: string;
  readonly values: Readonly<Record<string, string>>;
}

export function abraDir(): string {
  return process.env['ABRA_DIR'] || join(homedir(), '.abra');
}

export function recipeFolder(recipe: string): string {
  return join(abraDir(), 'recipes', recipe);
}

/** Every app of every server: `servers/<server>/<domain>.env`. */
export function readApps(): AbraApp[] {
  const servers = join(abraDir(), 'servers');
  const names = existsSync(servers) ? readdirSync(servers) : [];
  return names.flatMap((server) =>
    readdirSync(join(servers, server))
      .filter((name) => name.endsWith('.env'))
      .map((name) => readApp(server, join(servers, server, name))),
  );
}

export function findApp(domain = ''): AbraApp {
  return readApps().find((app) => app.domain === domain) ?? fatal(`cannot find app with name ${domain}`);
}

function readApp(server: string, file: string): AbraApp {
  const { values } = parseEnvFile(readFileSync(file, 'utf8'), {}, file);
  const [recipe = '', pin = ''] = (values['TYPE'] ?? values['RECIPE'] ?? '').split(':');
  const domain = file.slice(file.lastIndexOf('/') + 1, -'.env'.length);
  const stack = values['STACK_NAME'] ?? domain.replaceAll('.', '_').slice(0, 45);
  return { domain, server, file, recipe, pin, stack, values };
}

/** What compose files see: the .env, what abra.sh exports, the stack's name. */
export function environmentOf(app: AbraApp): Record<string, string> {
  const script = join(recipeFolder(app.recipe), 'abra.sh');
  const exports = existsSync(script) ? parseExports(readFileSync(script, 'utf8')).values : {};
  return { ...app.values, ...exports, STACK_NAME: app.stack };
}

/** Pins the version behind the colon of TYPE, and leaves every other line as it is. */
export function pinVersion(app: AbraApp, version: string): void {
  const text = readFileSync(app.file, 'utf8');
  const pinned = text.replace(/^(TYPE|RECIPE)=("?)([^:"\n#]*)[^"\n#]*("?)/m, `$1=$2$3:${version}$4`);
  writeFileSync(app.file, pinned);
}
