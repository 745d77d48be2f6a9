interface SeenBy {
  readonly witness: string;
  readonly size: number;
  readonly at: string;
}

/** `seen by garden (128 entries, 2026-03-01 10:00), ecobytes (…)`; undefined where no witness has seen it. */
export function seenWords(seenBy: readonly SeenBy[]): string | undefined {
  if (seenBy.length === 0) return undefined;
  const each = seenBy.map(
    ({ witness, size, at }) => `${witness} (${size} entries, ${at.slice(0, 16).replace('T', ' ')})`,
  );
  return `seen by ${each.join(', ')}`;
}
