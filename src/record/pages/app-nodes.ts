import { compareText } from '../../model/compare-text.js';
import type { AppOnNode, RegionPages } from './region-pages.js';

export interface AppNode {
  readonly app: string;
  readonly node: string;
  readonly on: AppOnNode;
}

/** Each app on each of its nodes, in the order of their names. */
export function appNodes({ apps }: RegionPages): AppNode[] {
  return sorted(apps).flatMap(([app, { nodes }]) => sorted(nodes).map(([node, on]) => ({ app, node, on })));
}

function sorted<Value>(named: { readonly [name: string]: Value }): [string, Value][] {
  return Object.entries(named).sort(([a], [b]) => compareText(a, b));
}
