import { checkAppFile } from './check-app-file.js';
import { checkApp } from './check-app.js';
import { checkCombine } from './check-combine.js';
import { checkDefaults } from './check-defaults.js';
import { checkShape, typedNames } from './check-shape.js';
import type { CheckedManifest, TypedApp } from './checked-manifest.js';
import type { ManifestFile } from './manifest-file.js';
import { manifestSchema, type Manifest } from './manifest-schema.js';
import type { Mistake } from './mistake.js';
import type { ManifestFiles } from './read-manifest-files.js';

/** Stands in for parts that are broken, while the rest is checked; never leaves readRegion. */
const blank = { region: { name: 'unknown', domain: 'unknown.invalid' }, nodes: {} } satisfies Manifest;

/** Checks each file by itself: shape, and what a schema cannot say. */
export function checkManifest(files: ManifestFiles): CheckedManifest {
  const { region } = files;
  const shaped = region ? checkShape(region, manifestSchema, blank) : { content: undefined, mistakes: [] };
  const manifest = shaped.content ?? blank;
  const own = region ? appsOf(region, manifest) : [];
  const checked = files.apps.map(checkAppFile);
  const apps = [...own, ...checked.flatMap((file) => file.apps)];
  const ownNames = typedNames(region?.value, 'apps');
  return {
    region,
    manifest,
    apps,
    typed: {
      nodes: typedNames(region?.value, 'nodes'),
      stewards: typedNames(region?.value, 'stewards'),
      apps: [...ownNames, ...checked.flatMap((file) => file.names)],
      roles: typedNames(region?.value, 'combine'),
    },
    mistakes: [
      ...shaped.mistakes,
      ...(region ? checkRemotes(region, manifest) : []),
      ...(region ? [...checkDefaults(region, manifest), ...checkCombine(region, manifest)] : []),
      ...(region ? ownNames.flatMap((key) => checkApp(region, ['apps', key])) : []),
      ...checked.flatMap((file) => file.mistakes),
      ...checkTwice(apps),
    ],
  };
}

function appsOf(source: ManifestFile, { apps = {} }: Manifest): TypedApp[] {
  return Object.entries(apps).map(([key, app]) => ({ key, source, path: ['apps', key], app }));
}

function checkRemotes(region: ManifestFile, { changelog }: Manifest): Mistake[] {
  if (changelog?.remote === undefined || changelog.remotes === undefined) return [];
  const says = 'changelog has both remote and remotes: keep one, the first of remotes is authoritative.';
  return [{ at: region.place(['changelog', 'remotes']), says }];
}

/** The same name in two files. */
function checkTwice(apps: readonly TypedApp[]): Mistake[] {
  const first = new Map<string, TypedApp>();
  return apps.flatMap((app) => {
    const other = first.get(app.key);
    if (!other) first.set(app.key, app);
    const also = other?.source.place(other.path);
    if (!also) return [];
    const says = `app ${app.key} is also in ${also.file}, line ${also.line}. Keep one of the two.`;
    return [{ at: app.source.place(app.path), says }];
  });
}
