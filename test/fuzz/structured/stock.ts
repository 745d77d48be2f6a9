import type { Dice } from '../mutate.js';

/** What stands in the examples, by where it stands. */
export interface Stock {
  /** A value that stands under this key in one of the examples. */
  like(name: string, dice: Dice): unknown;
  /** A key that stands beside this one in one of the examples. */
  beside(key: string, dice: Dice): string | undefined;
  /** Any text of the examples. */
  text(dice: Dice): string;
}

/** Elements of a list stand under the key of the list and `[]`. */
export function stockOf(examples: readonly unknown[]): Stock {
  const values = new Map<string, unknown[]>();
  const keys = new Map<string, Set<string>>();
  const texts: string[] = [''];
  for (const example of examples) gather(example, '');
  return {
    like: (name, dice) => pick(values.get(name) ?? [], dice),
    beside: (key, dice) => pick([...(keys.get(key) ?? [])], dice),
    text: (dice) => pick(texts, dice) ?? '',
  };

  function gather(value: unknown, name: string): void {
    values.set(name, [...(values.get(name) ?? []), value].slice(-50));
    if (typeof value === 'string') texts.push(value);
    if (typeof value !== 'object' || value === null) return;
    const own = Object.keys(value);
    for (const key of own) {
      if (!Array.isArray(value)) keys.set(key, new Set([...(keys.get(key) ?? []), ...own]));
      gather((value as Record<string, unknown>)[key], Array.isArray(value) ? `${name}[]` : key);
    }
  }
}

function pick<Each>(from: readonly Each[], dice: Dice): Each | undefined {
  return from[dice(from.length)];
}
