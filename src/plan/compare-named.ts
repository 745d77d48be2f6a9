import { given } from '../model/given.js';
import type { FieldChange } from '../model/step.js';

type Values = ReadonlyMap<string, string | undefined>;

/** Compares things by their keys: `+` came, `~` differs, `-` went. Only the wanted side's values are told. */
export function compareNamed(field: string, before: Values, after: Values): FieldChange[] {
  const keys = [...new Set([...after.keys(), ...before.keys()])].sort();
  return keys.flatMap((key) => {
    const to = after.get(key);
    if (before.has(key) && after.has(key) && to === before.get(key)) return [];
    const named = key === '' ? {} : { key };
    const sign = !before.has(key) ? '+' : after.has(key) ? '~' : '-';
    return [{ field, sign, ...named, ...given({ to }) } as const];
  });
}
