/** Lists without order sorted, as far as docker's client leaves their order open. */
export function sortLists(value: unknown, key = ''): unknown {
  const open = ['Env', 'Mounts', 'Networks', 'Aliases', 'Configs', 'Secrets', 'Ports', 'Hosts'];
  if (Array.isArray(value)) {
    const items = value.map((item) => sortLists(item));
    return open.includes(key) ? items.sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)) : items;
  }
  if (typeof value !== 'object' || value === null) return value;
  const sorted = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(sorted.map(([name, inner]) => [name, sortLists(inner, name)]));
}
