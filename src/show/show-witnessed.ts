import type { KnownError } from '../model/known-error.js';
import { count } from './align.js';
import type { Paint } from './paint.js';
import { errorAsJson, showError } from './show-error.js';

type ShownLog =
  | { readonly origin: string; readonly size: number; readonly grown: number; readonly time: number }
  | { readonly origin: string; readonly error: KnownError };

/** What came of a look at each log. */
export function showWitnessed(logs: readonly ShownLog[], paint: Paint): string {
  return logs.map((log) => ('error' in log ? showError(log.error, paint) : showCosigned(log))).join('\n');
}

function showCosigned({ origin, size, grown }: { origin: string; size: number; grown: number }): string {
  const news = grown === 0 ? 'nothing new' : `${grown} new`;
  return `${origin}: cosigned ${count(size, 'entry', 'entries')}, ${news}`;
}

/** The same for machines. */
export function witnessedAsJson(logs: readonly ShownLog[]): object {
  return {
    version: 1,
    logs: logs.map((log) =>
      'error' in log
        ? { origin: log.origin, ...errorAsJson(log.error) }
        : { origin: log.origin, size: log.size, grown: log.grown, time: log.time },
    ),
  };
}
