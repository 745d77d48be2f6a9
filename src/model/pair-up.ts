/** Two lists in the same order, as pairs. Throws where one is longer: then nobody knows what belongs to what. */
export function pairUp<A, B>(first: readonly A[], second: readonly B[]): (readonly [A, B])[] {
  if (first.length !== second.length) throw new Error(`${first.length} and ${second.length} do not pair up`);
  return first.map((one, at) => [one, second[at] as B] as const);
}
