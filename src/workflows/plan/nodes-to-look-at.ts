import type { App, Node, Region } from '../../model/region.js';
import type { Choice } from '../region/choose-apps.js';

/** Nodes that a plan is about, and those that are looked at only because apps there are needed. */
export interface NodesToLookAt {
  readonly about: readonly Node[];
  readonly neededOnly: readonly Node[];
}

/** All nodes for a whole region, else those that were named, those of the chosen apps, and those of what these need. */
export function nodesToLookAt({ apps: all, nodes }: Region, choice: Choice, chosen: readonly App[]): NodesToLookAt {
  const isWhole = !choice.apps?.length && !choice.nodes?.length;
  const needs = new Set(chosen.flatMap((app) => (app.state === 'absent' ? [] : app.needs)));
  const needed = all.filter(({ name }) => needs.has(name));
  const isAbout = ({ name }: Node) =>
    isWhole || choice.nodes?.includes(name) || chosen.some(({ node }) => node === name);
  return {
    about: nodes.filter(isAbout),
    neededOnly: nodes.filter((node) => !isAbout(node) && needed.some((app) => app.node === node.name)),
  };
}
