/** Label of the config that is a lock on a node: `id`, `what`, `holder`, `reason`, `lease` (seconds), `beat`. */
export function lockLabel(key: string): string {
  return `tend.lock.${key}`;
}
