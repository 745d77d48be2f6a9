import { isMapping } from '../model/is-mapping.js';
import type { AppManifest } from './app-schema.js';
import { findInYaml, renameInYaml, setInYaml } from './edit-yaml.js';
import { renderBlock } from './render-yaml.js';

/** Keys from the top of a file to an app: `['apps', 'wiki']`, or `[]` in apps/wiki.yml. */
export type AppPath = readonly string[];

/** The text with another version of the recipe; `commit`, where it stands, gives way to it. */
export function setAppVersion(text: string, where: AppPath, version: string): string {
  const hasCommit = findInYaml(text, [...where, 'commit']) !== undefined;
  const renamed = hasCommit ? renameInYaml(text, [...where, 'commit'], 'version') : text;
  return setInYaml(renamed, [...where, 'version'], version);
}

/** The text with these env keys set; `undefined` takes one out. */
export function setAppEnv(text: string, where: AppPath, env: Readonly<Record<string, string | undefined>>): string {
  const edited = Object.entries(env).reduce(
    (at, [key, value]) => setInYaml(at, [...where, 'env', key], sameAsTyped(at, [...where, 'env', key], value)),
    text,
  );
  const left = findInYaml(edited, [...where, 'env']);
  return isMapping(left) && Object.keys(left).length === 0 ? setInYaml(edited, [...where, 'env'], undefined) : edited;
}

/** `64` typed as a number is the value "64" already: nothing to change. */
function sameAsTyped(text: string, path: readonly string[], value: string | undefined): unknown {
  const typed = findInYaml(text, path);
  const isBare = typeof typed === 'number' || typeof typed === 'boolean';
  return isBare && String(typed) === value ? typed : value;
}

/** The text with a piece of compose file merged into the app's own: maps by key, all else replaced. */
export function mergeAppCompose(text: string, where: AppPath, fragment: Readonly<Record<string, unknown>>): string {
  const at = [...where, 'compose'];
  const changes = changesOf(fragment, findInYaml(text, at));
  return changes.reduce((edited, [path, value]) => setInYaml(edited, [...at, ...path], value), text);
}

/** Paths to what is new: as far down as both have maps. */
function changesOf(wanted: Readonly<Record<string, unknown>>, there: unknown): [readonly string[], unknown][] {
  return Object.entries(wanted).flatMap(([key, value]): [readonly string[], unknown][] => {
    const inner = isMapping(there) && Object.hasOwn(there, key) ? there[key] : undefined;
    if (!isMapping(value) || !isMapping(inner)) return [[[key], value]];
    return changesOf(value, inner).map(([path, leaf]) => [[key, ...path], leaf]);
  });
}

/** region.yml with one more app at the end of `apps`. */
export function addApp(text: string, key: string, app: AppManifest): string {
  return setInYaml(text, ['apps', key], app);
}

/** apps/NAME.yml of a new app. */
export function makeAppFile(app: AppManifest): string {
  return renderBlock(app, 0);
}
