import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseDocument } from 'yaml';
import { recipeFolder, type AbraApp } from './place.js';
import { hasTrap } from './speech.js';

type Named = readonly string[] | Readonly<Record<string, unknown>>;

interface ComposeFile {
  readonly services?: Readonly<
    Record<string, { readonly environment?: Named; readonly deploy?: { readonly labels?: Named } } | undefined>
  >;
}

/**
 * Compose files of an app: what COMPOSE_FILE names, the last one that has a service `app` as a copy with abra's own words
 * in it. A further file would not do: docker's client sorts the mounts of a service that a later file names, and another
 * order restarts tasks.
 */
export function composeFilesOf(
  app: AbraApp,
  env: Readonly<Record<string, string>>,
  deployed: { readonly version: string; readonly chaos: boolean },
): { readonly files: readonly string[]; readonly remove: () => void } {
  const named = (env['COMPOSE_FILE'] ?? '').split(':').filter(Boolean);
  const files = (named.length > 0 ? named : ['compose.yml']).map((file) => join(recipeFolder(app.recipe), file));
  const documents = files.map((file) => parseDocument(readFileSync(file, 'utf8'), { version: '1.1', merge: true }));
  const services = documents.map((document) => (document.toJS() as ComposeFile).services?.['app']);
  const last = services.findLastIndex((service) => service !== undefined);
  const [document, service] = [documents[last], services[last]];
  if (!document) return { files, remove: () => undefined };
  const set = new Set(services.flatMap((each) => lines(each?.environment).map((line) => line.split('=')[0])));
  const exposed = Object.entries(env).filter(([name]) => !set.has(name));
  const environment = exposed.map(([name, value]) => `${name}=${plain(value)}`);
  document.setIn(['services', 'app', 'environment'], [...lines(service?.environment), ...environment]);
  const keyOf = (line: string) => line.split('=')[0]?.replaceAll('${STACK_NAME}', app.stack) ?? '';
  const keys = new Set(services.flatMap((each) => lines(each?.deploy?.labels).map(keyOf)));
  const added = labelsOf(app, deployed, keys);
  const kept = lines(service?.deploy?.labels).filter((line) => !added.some((one) => keyOf(one) === keyOf(line)));
  const labels = [...kept, ...added];
  document.setIn(['services', 'app', 'deploy', 'labels'], labels);
  // Beside the file that it stands for: paths in it count from there.
  const file = join(recipeFolder(app.recipe), `compose.abra-${process.pid}.yml`);
  writeFileSync(file, document.toString({ lineWidth: 0 }));
  return { files: files.with(last, file), remove: () => rmSync(file, { force: true }) };
}

/** A list or a map as lines; a name without a value stays bare. */
function lines(named: Named = []): string[] {
  if (Array.isArray(named)) return named.map(String);
  return Object.entries(named).map(([name, value]) => (value === null ? name : `${name}=${String(value as string)}`));
}

/** Of a deployment without a version the label `.version` stays what the recipe says. */
function labelsOf(
  app: AbraApp,
  { version, chaos }: { readonly version: string; readonly chaos: boolean },
  own: ReadonlySet<string>,
): string[] {
  const prefix = `coop-cloud.${app.stack}`;
  const empty = own.has(`${prefix}.version`) ? [] : [`${prefix}.version=`];
  const asChaos = [`${prefix}.chaos-version=${version}`, ...empty];
  return [
    `${prefix}.recipe=${app.recipe}`,
    `${prefix}.chaos=${String(chaos)}`,
    ...(chaos ? asChaos : [`${prefix}.version=${version}`]),
    ...(hasTrap('own-label') ? [`${prefix}.unheard-of=yes`] : []),
  ];
}

/** Compose would take `$` for a variable. */
function plain(value: string): string {
  return value.replaceAll('$', '$$$$');
}
