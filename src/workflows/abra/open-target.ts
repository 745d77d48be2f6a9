import { join } from 'node:path';
import { checkManifest } from '../../manifest/check-manifest.js';
import type { TypedApp } from '../../manifest/checked-manifest.js';
import { readManifestFiles } from '../../manifest/read-manifest-files.js';
import { readRegion } from '../../manifest/read-region.js';
import { makeDefaults, type MadeDefaults } from '../../manifest/make-defaults.js';
import { KnownError } from '../../model/known-error.js';
import type { App, Node } from '../../model/region.js';
import { usualCatalogue } from '../../model/usual-catalogue.js';
import type { ReadingFiles } from '../../tools/files.js';
import { commonDomain } from './choose-app-name.js';
import type { AbraApps } from './read-abra-apps.js';

/** What a person says of the region; what is left out is taken from the apps. */
export interface RegionChoice {
  readonly name?: string;
  readonly domain?: string;
  /** Folder or URL of the recipes known by name alone. */
  readonly catalogue?: string;
}

/** The region that an import writes into. */
export interface ImportTarget {
  readonly isNew: boolean;
  readonly name: string;
  readonly domain: string;
  readonly catalogue: string;
  /** Set where region.yml has to say it. */
  readonly ownCatalogue?: string;
  readonly nodes: readonly Node[];
  readonly apps: readonly App[];
  /** The same apps as they stand in files. */
  readonly typed: readonly TypedApp[];
  /** What apps of a node have anyway; a node that is not in the manifest yet has the region's. */
  readonly defaultsOf: (node: string) => MadeDefaults;
}

/** Opens the region of a folder, or begins one: its domain the one that most apps share. */
export async function openTarget(
  files: ReadingFiles,
  wish: RegionChoice & { readonly folder: string },
  { apps }: Pick<AbraApps, 'apps'>,
): Promise<ImportTarget> {
  if (await files.exists(join(wish.folder, 'region.yml'))) return openThere(files, wish);
  const domain = wish.domain ?? commonDomain(apps.map(({ name }) => name));
  if (domain === undefined)
    throw new KnownError('USAGE', 'the apps share no domain that the region could be named after', {
      tryThis: ['tend import --name merri-bek --domain merri-bek.example.org'],
    });
  const { catalogue = usualCatalogue } = wish;
  const own = wish.catalogue === undefined ? {} : { ownCatalogue: wish.catalogue };
  const name = wish.name ?? (domain.split('.')[0] || 'region');
  return {
    isNew: true,
    name,
    domain,
    catalogue,
    ...own,
    nodes: [],
    apps: [],
    typed: [],
    defaultsOf: () => makeDefaults(),
  };
}

async function openThere(files: ReadingFiles, { folder, ...choice }: RegionChoice & { readonly folder: string }) {
  const [region, read] = await Promise.all([readRegion(files, folder), readManifestFiles(files, folder)]);
  const { name, domain, catalogue, nodes, apps } = region;
  const said = { name, domain, catalogue };
  const keys = ['name', 'domain', 'catalogue'] as const;
  const other = keys.find((key) => choice[key] !== undefined && choice[key] !== said[key]);
  if (other)
    throw new KnownError(
      'USAGE',
      `${folder} has a region.yml already, which says another ${other}: --${other} says nothing beside it`,
      {
        tryThis: ['tend import, without it', 'or into another folder: -C DIR'],
      },
    );
  const { apps: typed, manifest } = checkManifest(read);
  const defaultsOf = (node: string) => makeDefaults(manifest.defaults, manifest.nodes[node]?.defaults, node);
  return { isNew: false, name, domain, catalogue, nodes, apps, typed, defaultsOf };
}
