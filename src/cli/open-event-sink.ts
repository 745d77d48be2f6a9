import type { ExitStatus } from '../model/error-codes.js';
import type { Tell, TendEvent } from '../model/event.js';
import { eventLine } from '../show/event-line.js';
import { openLineWriter } from '../tools/open-line-writer.js';

/** Where events go: one or several listeners. */
export function tellAll(...listeners: readonly (Tell | undefined)[]): Tell {
  return (event) => {
    for (const listener of listeners) listener?.(event);
  };
}

/** Writes events as NDJSON to a file, or to stdout for `-`; first line the version, last a summary. */
export function openEventSink(path: string | undefined): { tell?: Tell; end(exitStatus: ExitStatus): void } {
  if (path === undefined) return { end: () => undefined };
  const write = openLineWriter(path);
  write(JSON.stringify({ type: 'version', version: 1 }));
  return {
    tell: (event: TendEvent) => write(eventLine(event)),
    end: (exitStatus) => write(JSON.stringify({ type: 'summary', exitStatus })),
  };
}
