import type { Node } from '../model/region.js';
import type { CheckedManifest, TypedApp } from './checked-manifest.js';
import { mistakeIn, type Instance } from './instance.js';
import { makeApp } from './make-app.js';
import { makeDefaults } from './make-defaults.js';
import type { Mistake } from './mistake.js';
import { suggestOrList } from './suggest-name.js';
import { parseAppCompose } from './parse-app-compose.js';

export interface MadeInstances {
  readonly instances: readonly Instance[];
  readonly mistakes: readonly Mistake[];
}

/**
 * One instance for each app and node. `node: all` and lists give `traefik@brunswick`, even where there is only one
 * node: a name does not change when a second one joins.
 */
export function makeInstances(checked: CheckedManifest, nodes: readonly Node[], folder: string): MadeInstances {
  const byName = new Map(nodes.map((node) => [node.name, node]));
  const mistakes: Mistake[] = [];
  const instances = checked.apps.flatMap((from) => {
    mistakes.push(...checkNodes(from, checked.typed.nodes));
    const compose = parseAppCompose(from);
    mistakes.push(...compose.mistakes);
    const { region, nodes: typedNodes } = checked.manifest;
    return nodesOf(from, checked).flatMap((name): Instance[] => {
      const node = byName.get(name);
      if (!node) return [];
      const defaults = makeDefaults(checked.manifest.defaults, typedNodes[name]?.defaults, name);
      return [{ from, app: makeApp(from, { region, node, defaults, folder, compose: compose.value }) }];
    });
  });
  return { instances, mistakes };
}

function nodesOf({ app }: TypedApp, { typed }: CheckedManifest): readonly string[] {
  if (app.node === 'all') return typed.nodes;
  return typeof app.node === 'string' ? [app.node] : [...new Set(app.node)];
}

function checkNodes(from: TypedApp, known: readonly string[]): Mistake[] {
  const { node } = from.app;
  if (node === 'all' && known.length > 0) return [];
  const typed = typeof node === 'string' ? [{ name: node, path: ['node'] }] : node.map(inList);
  return typed.flatMap(({ name, path }) =>
    known.includes(name)
      ? []
      : mistakeIn(from, path, `node "${name}" is not in this region.${suggestOrList(name, 'Nodes', known)}`),
  );
}

function inList(name: string, index: number) {
  return { name, path: ['node', index] };
}
