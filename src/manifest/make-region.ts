import { given } from '../model/given.js';
import { resolve } from 'node:path';
import type { Policies, Region, Registry } from '../model/region.js';
import { usualCatalogue } from '../model/usual-catalogue.js';
import type { CheckedManifest } from './checked-manifest.js';
import { combineApps } from './combine-apps.js';
import { checkAbraSockets } from './check-abra-sockets.js';
import { checkCircles } from './check-circles.js';
import { checkDomains } from './check-domains.js';
import { checkStewards } from './check-stewards.js';
import { makeInstances } from './make-instances.js';
import { makeNodes } from './make-nodes.js';
import { makeValueSource } from './make-value-source.js';
import type { Manifest } from './manifest-schema.js';
import type { Mistake } from './mistake.js';
import { isUrl } from './make-recipe-source.js';
import { makeParallel } from './parallel-schema.js';
import { resolveNeeds } from './resolve-needs.js';

export interface MadeRegion {
  readonly region: Region;
  readonly mistakes: readonly Mistake[];
}

/** Makes the region that a checked manifest means: defaults filled in, instances made, names resolved. */
export function makeRegion(folder: string, checked: CheckedManifest): MadeRegion {
  const { manifest } = checked;
  const nodes = makeNodes(checked, folder);
  const { instances, mistakes } = makeInstances(checked, nodes, folder);
  const needs = resolveNeeds(instances, checked);
  const combined = combineApps(needs.apps, instances, checked);
  const { name, domain, parallel } = manifest.region;
  const region: Region = {
    name,
    domain,
    changelogRemotes: remotesOf(manifest).map((remote) => fromFolder(folder, remote)),
    ...given({
      changelogFingerprint: manifest.changelog?.fingerprint,
      changelogAuditors: manifest.changelog?.auditors,
      parallel: parallel === undefined ? undefined : makeParallel(parallel),
    }),
    catalogue: fromFolder(folder, manifest.catalogue ?? usualCatalogue),
    stewards: Object.entries(manifest.stewards ?? {}).map(([name, steward]) => ({ name, ...steward })),
    nodes,
    registries: makeRegistries(manifest, folder),
    apps: combined.apps,
    policies: makePolicies(manifest),
  };
  if (!checked.region) return { region, mistakes: [] };
  const further = [
    checkStewards(checked),
    checkDomains(instances),
    checkAbraSockets(instances, nodes),
    checkCircles(needs.apps, instances),
  ];
  return { region, mistakes: [...mistakes, ...needs.mistakes, ...combined.mistakes, ...further.flat()] };
}

function remotesOf({ changelog }: Manifest): readonly string[] {
  return changelog?.remotes ?? (changelog?.remote === undefined ? [] : [changelog.remote]);
}

/** An address as it is; a path from the region folder. */
function fromFolder(folder: string, address: string): string {
  return isUrl(address) || address.startsWith('~') ? address : resolve(folder, address);
}

function makeRegistries({ registries = {} }: Manifest, folder: string): Registry[] {
  return Object.entries(registries).map(([host, { user, password }]) => ({
    host,
    user,
    password: makeValueSource(password.from, folder),
  }));
}

function makePolicies({ policies }: Manifest): Policies {
  return { removal: policies?.removal ?? 'ask', majorUpgrades: policies?.majorUpgrades ?? 'hold' };
}
