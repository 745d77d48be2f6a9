import { typedNames } from './check-shape.js';
import type { DefaultsManifest } from './defaults-schema.js';
import { isVacant } from './make-nodes.js';
import type { ManifestFile } from './manifest-file.js';
import type { Manifest } from './manifest-schema.js';
import type { Mistake } from './mistake.js';
import { whyOwnToEachApp } from './why-own-to-each-app.js';
import { suggestOrList } from './suggest-name.js';
import { showPath, type Path } from './yaml-source.js';

/** What a schema cannot say of defaults: stewards whom nobody knows, env that is each app's own. */
export function checkDefaults(region: ManifestFile, { defaults, nodes }: Manifest): Mistake[] {
  const known = typedNames(region.value, 'stewards');
  const all = [
    { path: ['defaults'], defaults },
    ...Object.entries(nodes).map(([name, node]) => ({ path: ['nodes', name, 'defaults'], defaults: node.defaults })),
  ];
  return all.flatMap(({ path, defaults: one }) => (one ? checkOne(region, path, { one, known }) : []));
}

function checkOne(
  region: ManifestFile,
  path: Path,
  { one, known }: { readonly one: DefaultsManifest; readonly known: readonly string[] },
): Mistake[] {
  const named = [
    ...(isVacant(one.steward) ? [] : [{ role: 'steward', name: one.steward, at: [...path, 'steward'] }]),
    ...(one.deputies ?? []).map((name, i) => ({ role: 'deputy', name, at: [...path, 'deputies', i] })),
  ];
  const unknown = named.filter(({ name }) => !known.includes(name));
  return [
    ...unknown.map(({ role, name, at }) => ({
      at: region.place(at, 'value'),
      says: `${role} "${name}" is not in this region.${suggestOrList(name, 'Stewards', known)}`,
    })),
    ...Object.keys(one.env ?? {}).flatMap((key) => {
      const says = whyOwnToEachApp(key);
      return says ? [{ at: region.place([...path, 'env', key]), says: `${showPath(path)}.env: ${says}` }] : [];
    }),
  ];
}
