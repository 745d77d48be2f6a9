import type { AppName } from '../model/brand.js';
import type { App } from '../model/region.js';
import type { CheckedManifest } from './checked-manifest.js';
import { mistakeIn, type Instance } from './instance.js';
import type { Mistake } from './mistake.js';
import { suggestName } from './suggest-name.js';
import type { Path } from './yaml-source.js';

export interface ResolvedNeeds {
  readonly apps: readonly App[];
  readonly mistakes: readonly Mistake[];
}

/** The instance that a need means, what is wrong with it, or neither: what it may mean is broken itself. */
type Found = { readonly name: AppName } | { readonly says: string } | undefined;

/** Names the instances that each app needs: on its own node by name, then by recipe; `name@node` elsewhere. */
export function resolveNeeds(instances: readonly Instance[], checked: CheckedManifest): ResolvedNeeds {
  const on = groupByNode(instances);
  const sound = new Set(checked.apps.map(({ key }) => key));
  const broken = new Set([...checked.typed.apps.filter((key) => !sound.has(key)), ...brokenNodes(checked)]);
  const mistakes: Mistake[] = [];
  const apps = instances.map((instance) => {
    const found = wishesOf(instance).map((wish) => ({ ...wish, result: findNeed(wish.need, instance, on) }));
    for (const { need, path, result } of found)
      if (result && 'says' in result && !mayMean(need, broken))
        mistakes.push(mistakeIn(instance.from, path, result.says));
    const resolved = found.flatMap(({ role, result }) =>
      result && 'name' in result ? [{ role, name: result.name }] : [],
    );
    return withNeeds(instance.app, resolved);
  });
  return { apps, mistakes };
}

interface Wish {
  readonly need: string;
  readonly path: Path;
  /** Set where it stands in `uses`. */
  readonly role?: string;
}

/** What an app uses it needs too. */
function wishesOf({ from: { app } }: Instance): Wish[] {
  const needs = (app.needs ?? []).map((need, i) => ({ need, path: ['needs', i] }));
  return [...needs, ...Object.entries(app.uses ?? {}).map(([role, need]) => ({ need, path: ['uses', role], role }))];
}

function withNeeds(app: App, found: readonly { readonly role: string | undefined; readonly name: AppName }[]): App {
  if (found.length === 0) return app;
  const uses = found.flatMap(({ role, name }) => (role === undefined ? [] : [[role, name] as const]));
  const needs = [...new Set(found.map(({ name }) => name))];
  return { ...app, needs, ...(uses.length > 0 ? { uses: Object.fromEntries(uses) } : {}) };
}

interface OnNode {
  readonly byKey: Map<string, Instance>;
  readonly byRecipe: Map<string, Instance[]>;
}

function groupByNode(instances: readonly Instance[]): ReadonlyMap<string, OnNode> {
  const nodes = new Map<string, OnNode>();
  for (const instance of instances) {
    const { node, key, recipe } = instance.app;
    const on = nodes.get(node) ?? { byKey: new Map<string, Instance>(), byRecipe: new Map<string, Instance[]>() };
    nodes.set(node, on);
    on.byKey.set(key, instance);
    const same = on.byRecipe.get(recipe.name);
    if (same) same.push(instance);
    else on.byRecipe.set(recipe.name, [instance]);
  }
  return nodes;
}

function findNeed(need: string, asking: Instance, nodes: ReadonlyMap<string, OnNode>): Found {
  const [name = '', node = asking.app.node] = need.split('@');
  const on = nodes.get(node);
  const byKey = on?.byKey.get(name);
  if (byKey) return take(byKey, asking, need);
  const [first, ...others] = (on?.byRecipe.get(name) ?? []).filter((one) => one !== asking);
  if (first && others.length === 0) return take(first, asking, need);
  if (asking.app.state === 'absent') return undefined;
  if (first) return { says: sayAmbiguous(need, [first, ...others]) };
  return { says: sayUnknown(name, node, nodes) };
}

function take(found: Instance, asking: Instance, need: string): Found {
  if (found === asking) return { says: `${asking.from.key} needs itself. Take ${need} out.` };
  if (found.app.state === 'present' || asking.app.state === 'absent') return { name: found.app.name };
  return {
    says: `${asking.from.key} needs ${found.from.key}, which is to be absent. Keep it present, or take the need out.`,
  };
}

function sayAmbiguous(need: string, candidates: readonly Instance[]): string {
  const names = candidates.map(({ from }) => from.key);
  return `${need} may be ${names.slice(0, -1).join(', ')} or ${names.at(-1)} on this node. Name the one that is meant.`;
}

function sayUnknown(name: string, node: string, nodes: ReadonlyMap<string, OnNode>): string {
  const on = nodes.get(node);
  if (!on) return `there is no app on a node "${node}".${suggestName(node, [...nodes.keys()])}`;
  const elsewhere = [...nodes].filter(([, other]) => other.byKey.has(name)).map(([other]) => `${name}@${other}`);
  const hint =
    elsewhere.length > 0 ? ` Is ${elsewhere.slice(0, 3).join(' or ')} meant?` : suggestName(name, knownOn(on));
  return `there is no app or recipe ${name} on ${node}.${hint}`;
}

function knownOn(on: OnNode): string[] {
  return [...new Set([...on.byKey.keys(), ...on.byRecipe.keys()])];
}

/** `@coburg`: whatever is needed there cannot be judged before the node is mended. */
function brokenNodes({ manifest, typed }: CheckedManifest): string[] {
  return typed.nodes.filter((name) => !Object.hasOwn(manifest.nodes, name)).map((name) => `@${name}`);
}

/** Whether a need may mean an app that is broken, or stands on a broken node: then it cannot be judged yet. */
function mayMean(need: string | undefined, broken: ReadonlySet<string>): boolean {
  const [name = '', node = ''] = need?.split('@') ?? [];
  return broken.has(name) || broken.has(`@${node}`);
}
