/** A mapping of the same keys, each value changed; empty where there is none. */
export function mapValues<In, Out>(
  map: Readonly<Record<string, In>> | undefined,
  change: (value: In, key: string) => Out,
): Record<string, Out> {
  return Object.fromEntries(Object.entries(map ?? {}).map(([key, value]) => [key, change(value, key)]));
}
