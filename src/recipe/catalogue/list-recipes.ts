import { join } from 'node:path';
import type { CatalogueRecipe } from '../../model/catalogue.js';
import type { Files } from '../../tools/files.js';

/** The recipes in a folder of this machine: its children that are git repositories, bare or not. */
export async function listRecipes(files: Pick<Files, 'list' | 'exists'>, folder: string): Promise<CatalogueRecipe[]> {
  const children = (await files.list(folder)).filter(({ kind, name }) => kind !== 'file' && !name.startsWith('.'));
  const found = await Promise.all(
    children.map(async ({ name }) => {
      const path = join(folder, name);
      const isRepository = (await files.exists(join(path, '.git'))) || (await files.exists(join(path, 'objects')));
      return isRepository ? [{ name: name.replace(/\.git$/, ''), repository: path }] : [];
    }),
  );
  return found.flat();
}
