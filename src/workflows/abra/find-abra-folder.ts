import { join, resolve } from 'node:path';
import type { Environment } from '../../tools/environment.js';
import type { ReadingTools } from '../../tools/tools.js';

/** The ABRA_DIR of whoever runs this, there or not: $ABRA_DIR, else ~/.abra. */
export function usualAbraFolder({ variables, home, workingFolder }: Environment): string {
  return resolve(workingFolder, variables['ABRA_DIR'] || join(home, '.abra'));
}

/** An ABRA_DIR with servers in it, and how many; undefined where there is none. */
export async function findAbraFolder({
  files,
  environment,
}: Pick<ReadingTools, 'files' | 'environment'>): Promise<{ folder: string; servers: number } | undefined> {
  const folder = usualAbraFolder(environment);
  const entries = await files.list(join(folder, 'servers')).catch(() => []);
  const servers = entries.filter(({ name, kind }) => kind !== 'file' && !name.startsWith('.')).length;
  return servers === 0 ? undefined : { folder, servers };
}
