import { KnownError } from '../../model/known-error.js';
import type { ValueSource } from '../../model/region.js';
import type { Secret } from '../../model/secret.js';
import { readValue } from '../../tools/read-value.js';
import type { Tools } from '../../tools/tools.js';

/** Reads a value named `env:NAME` or `file:PATH`, as a step names it; none there is an error that says how to give it. */
export async function readValueSource(
  tools: Pick<Tools, 'environment' | 'files'>,
  source: string,
  what: string,
): Promise<Secret> {
  const parsed = parseSource(source);
  const value = await readValue(tools, parsed);
  if (value) return value;
  const [where, next] =
    parsed.kind === 'env'
      ? [`the environment variable ${parsed.name} is not set`, `${parsed.name}=… tend apply`]
      : [`there is no file ${parsed.path}, or it is empty`, `write the value into ${parsed.path}`];
  throw new KnownError('USAGE', `${what}: ${where}`, { tryThis: [next] });
}

function parseSource(source: string): ValueSource {
  const at = source.indexOf(':');
  const rest = source.slice(at + 1);
  return source.slice(0, at) === 'env' ? { kind: 'env', name: rest } : { kind: 'file', path: rest };
}
