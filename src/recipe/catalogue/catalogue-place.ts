import { join } from 'node:path';
import { usualCatalogue, usualCatalogueList } from '../../model/usual-catalogue.js';
import type { Files } from '../../tools/files.js';

/** What a catalogue's address means, and with it how it is read. */
export type CataloguePlace =
  /** recipes.json on this machine. */
  | { readonly kind: 'file'; readonly path: string }
  /** recipes.json on the web. */
  | { readonly kind: 'web'; readonly url: string }
  /** A git repository that holds recipes.json. */
  | { readonly kind: 'git'; readonly url: string }
  /** A folder of this machine whose children are recipes. */
  | { readonly kind: 'folder'; readonly path: string }
  /** A URL whose children are recipes: it can be asked for one by name, not for all. */
  | { readonly kind: 'unlisted'; readonly url: string };

/** Tells what `catalogue` in region.yml, or `--catalogue`, stands for; looks only at this machine. */
export async function findCataloguePlace(files: Pick<Files, 'exists'>, address: string): Promise<CataloguePlace> {
  if (address === usualCatalogue) return { kind: 'web', url: usualCatalogueList };
  if (/^https?:/.test(address) && /\.json$/.test(address)) return { kind: 'web', url: address };
  if (!address.startsWith('/')) return { kind: isGit(address) ? 'git' : 'unlisted', url: address };
  if (address.endsWith('.json')) return { kind: 'file', path: address };
  if (await files.exists(join(address, 'recipes.json'))) return { kind: 'file', path: join(address, 'recipes.json') };
  const isRepository = (await files.exists(join(address, 'objects'))) && (await files.exists(join(address, 'HEAD')));
  return isRepository ? { kind: 'git', url: address } : { kind: 'folder', path: address };
}

/** Whether the catalogue itself says where each recipe is; else a recipe is found below its address. */
export function isListed({ kind }: CataloguePlace, address: string): boolean {
  return address !== usualCatalogue && kind !== 'folder' && kind !== 'unlisted';
}

function isGit(url: string): boolean {
  return url.endsWith('.git') && !/^https?:.*\.json$/.test(url);
}
