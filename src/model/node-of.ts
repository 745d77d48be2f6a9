import type { Node, Region } from './region.js';

/** The node of that name; undefined where the region has none. */
export function nodeOf({ nodes }: Pick<Region, 'nodes'>, name: string): Node | undefined {
  return nodes.find((node) => node.name === name);
}
