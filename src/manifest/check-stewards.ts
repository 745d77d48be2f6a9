import type { CheckedManifest, TypedApp } from './checked-manifest.js';
import { mistakeIn } from './instance.js';
import { isVacant } from './make-nodes.js';
import type { Mistake } from './mistake.js';
import { suggestOrList } from './suggest-name.js';

/** Stewards and deputies that nobody knows, of apps and of nodes. */
export function checkStewards({ region, manifest, apps, typed }: CheckedManifest): Mistake[] {
  const known = new Set(typed.stewards);
  const ofNodes = Object.entries(manifest.nodes).flatMap(([name, { steward }]) =>
    isVacant(steward) || known.has(steward) || !region
      ? []
      : [
          {
            at: region.place(['nodes', name, 'steward'], 'value'),
            says: sayUnknown('steward', steward, typed.stewards),
          },
        ],
  );
  const ofApps = apps.flatMap((from) =>
    namesIn(from)
      .filter(({ name }) => !known.has(name))
      .map((unknown) => mistakeIn(from, unknown.path, sayUnknown(unknown.role, unknown.name, typed.stewards))),
  );
  return [...ofNodes, ...ofApps, ...checkReserved(manifest, region)];
}

function sayUnknown(role: string, name: string, known: readonly string[]): string {
  return `${role} "${name}" is not in this region.${suggestOrList(name, 'Stewards', known)}`;
}

function namesIn({ app }: TypedApp) {
  const deputies = (app.deputies ?? []).map((name, i) => ({ role: 'deputy', name, path: ['deputies', i] }));
  return isVacant(app.steward) ? deputies : [{ role: 'steward', name: app.steward, path: ['steward'] }, ...deputies];
}

function checkReserved({ stewards = {} }: CheckedManifest['manifest'], region: CheckedManifest['region']): Mistake[] {
  if (!region || !('vacant' in stewards)) return [];
  return [{ at: region.place(['stewards', 'vacant']), says: 'vacant means nobody: name the steward otherwise.' }];
}
