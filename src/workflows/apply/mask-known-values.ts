import type { Region } from '../../model/region.js';
import type { Secret } from '../../model/secret.js';
import { makeMask } from '../../tools/make-mask.js';
import { readValue, type ValueSources } from '../../tools/read-value.js';

/**
 * A mask for program text: puts `[secret]` where a value shows that this run knows. `made`: those that it made or read;
 * besides them whatever the manifest points at (secrets of all apps, passwords of registries) and can be read here.
 */
export async function maskKnownValues(
  tools: ValueSources,
  region: Region,
  made: Iterable<Secret> = [],
): Promise<(text: string) => string> {
  const secrets = region.apps.flatMap((app) => Object.values(app.secrets));
  const sources = [
    ...secrets.flatMap((secret) => (secret.kind === 'from' ? [secret.from] : [])),
    ...region.apps.flatMap(({ envFrom = {} }) => Object.values(envFrom)),
    ...region.registries.map(({ password }) => password),
  ];
  // What is not there now is no error here.
  const read = await Promise.all(sources.map((source) => readValue(tools, source).catch(() => undefined)));
  return makeMask([...made, ...read.filter((value) => value !== undefined)]);
}
