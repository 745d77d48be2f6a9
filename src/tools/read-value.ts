import type { ValueSource } from '../model/region.js';
import { Secret } from '../model/secret.js';
import type { Environment } from './environment.js';
import type { ReadingFiles } from './files.js';

/** Where values come from at the moment they are needed. */
export interface ValueSources {
  readonly environment: Pick<Environment, 'variables' | 'home'>;
  readonly files: Pick<ReadingFiles, 'readText'>;
}

/** The value behind `env:NAME` or `file:PATH` (`~/` is home); one newline at a file's end does not count. Undefined: none, or empty. */
export async function readValue(
  { environment, files }: ValueSources,
  source: ValueSource,
): Promise<Secret | undefined> {
  const value =
    source.kind === 'env'
      ? environment.variables[source.name]
      : (await files.readText(source.path.replace(/^~\//, `${environment.home}/`)))?.replace(/\r?\n$/, '');
  return value === undefined || value === '' ? undefined : new Secret(value);
}
