import { stringify } from 'yaml';
import type { Prepared } from '../model/prepared.js';
import type { LoadedService } from './load-service.js';

/** Name of the compose file among the files that writePrepared gives. */
export const preparedFile = 'docker-compose.yml';

/**
 * A prepared app as files by path: the compose file and what it refers to. `docker stack deploy -c docker-compose.yml
 * STACK` in that folder does what tend would; every `$` is escaped, as all variables are filled in already.
 */
export function writePrepared(prepared: Prepared): ReadonlyMap<string, Uint8Array> {
  const compose = { version: composeVersion(prepared.compose), ...prepared.compose };
  const text = stringify(escapeDollars(compose), {
    version: '1.1',
    defaultStringType: 'QUOTE_DOUBLE',
    defaultKeyType: 'PLAIN',
    lineWidth: 0,
    aliasDuplicateObjects: false,
  });
  return new Map([...prepared.files, [preparedFile, new TextEncoder().encode(text)]]);
}

/** The newest that docker 20.10 reads, unless the file uses what came later. */
function composeVersion(compose: Prepared['compose']): string {
  const services = Object.values((compose['services'] ?? {}) as Readonly<Record<string, LoadedService>>);
  return services.some(isNewer) ? '3.13' : '3.9';
}

function isNewer({ oom_score_adj, healthcheck, networks }: LoadedService): boolean {
  const driverOptions = Object.values(networks ?? {}).some((network) => network?.driver_opts);
  return oom_score_adj !== undefined || healthcheck?.start_interval !== undefined || driverOptions;
}

/** Keys stay: docker fills variables into values only. */
function escapeDollars(value: unknown): unknown {
  if (typeof value === 'string') return value.replaceAll('$', '$$$$');
  if (Array.isArray(value)) return value.map(escapeDollars);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, escapeDollars(inner)]));
}
