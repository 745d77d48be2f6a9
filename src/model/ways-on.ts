/** What to do next, the best first: at least one, so that nobody is left standing. */
export type WaysOn = readonly [string, ...string[]] | readonly [...string[], string];

/** Ways that were gathered, of which there may be none: then the other one. */
export function waysOn(gathered: readonly string[], otherwise: string): WaysOn {
  const [first, ...more] = gathered;
  return first === undefined ? [otherwise] : [first, ...more];
}
