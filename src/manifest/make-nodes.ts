import { given } from '../model/given.js';
import type { Node } from '../model/region.js';
import type { CheckedManifest } from './checked-manifest.js';
import { fromFolder } from './make-value-source.js';
import { makeParallel } from './parallel-schema.js';

/** The nodes in the manifest's order. */
export function makeNodes({ manifest, region }: CheckedManifest, folder: string): Node[] {
  return Object.entries(manifest.nodes).map(
    ([name, { identityFile, steward, parallel, defaults: _defaults, ...node }]) => ({
      name,
      ...node,
      ...given({
        identityFile: identityFile === undefined ? undefined : fromFolder(folder, identityFile),
        steward: isVacant(steward) ? undefined : steward,
        parallel: parallel === undefined ? undefined : makeParallel(parallel),
      }),
      at: region?.place(['nodes', name]) ?? { file: 'region.yml' },
    }),
  );
}

/** Nobody yet; some like to write it down. */
export function isVacant(steward: string | undefined): steward is undefined {
  return steward === undefined || steward === 'vacant';
}
