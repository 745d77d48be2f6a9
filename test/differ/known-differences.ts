import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Names of cases by the reason for which tend differs there. */
export type KnownDifferences = Readonly<Record<string, readonly string[]>>;

/** Reason of those that nobody has looked at yet. */
export const unexplained = 'to be explained';

/** What is written down about a set of cases and a release of docker/cli; nothing where there is no such file. */
export function readKnownDifferences(set: string, version: string): KnownDifferences {
  const path = fileOf(set, version);
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as KnownDifferences) : {};
}

/** Writes the list again: what is gone leaves it, what is new stands under a reason that has to be found. */
export function writeKnownDifferences(set: string, version: string, names: readonly string[]): void {
  const known = readKnownDifferences(set, version);
  const kept = Object.entries(known).map(([reason, cases]) => [reason, cases.filter((name) => names.includes(name))]);
  const explained = new Set(Object.values(known).flat());
  const added = names.filter((name) => !explained.has(name));
  const all = [...kept, ...(added.length > 0 ? [[unexplained, added]] : [])].filter(([, cases]) => cases?.length);
  writeFileSync(fileOf(set, version), `${JSON.stringify(Object.fromEntries(all), null, 2)}\n`);
}

function fileOf(set: string, version: string): string {
  return join(import.meta.dirname, 'known', `${set}-${version}.json`);
}
