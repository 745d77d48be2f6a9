import type { App } from '../model/region.js';
import { mistakeIn, type Instance } from './instance.js';
import type { Mistake } from './mistake.js';

/** Every circle of needs, named once, at the app that comes first in the manifest. */
export function checkCircles(apps: readonly App[], instances: readonly Instance[]): Mistake[] {
  const byName = new Map(apps.map((app) => [app.name, app]));
  const from = new Map(instances.map((instance) => [instance.app.name, instance.from]));
  const done = new Set<string>();
  const told = new Set<string>();
  return apps.flatMap((app) => {
    if (app.needs.length === 0 || done.has(app.name)) return [];
    return findCircles(app, byName, done).flatMap((circle) => {
      const keys = circle.map((name) => byName.get(name)?.key ?? name);
      const start = from.get(circle[0] ?? '');
      const sign = [...keys].sort().join(' ');
      if (!start || told.has(sign)) return [];
      told.add(sign);
      const path = start.app.needs ? ['needs'] : ['uses'];
      return [
        mistakeIn(start, path, `needs go round in a circle: ${showRound(keys)}. Take one of them out${hint(start)}.`),
      ];
    });
  });
}

function hint({ app }: Instance['from']): string {
  return app.uses ? ' (what an app uses it needs)' : '';
}

/** `a → b → a`, shortened where it is long. */
function showRound(keys: readonly string[]): string {
  const round = [...keys, ...keys.slice(0, 1)];
  if (keys.length <= 8) return round.join(' → ');
  return `${[...round.slice(0, 3), '…', ...round.slice(-2)].join(' → ')} (${keys.length} apps)`;
}

/** Depth first without recursion, so that a long chain of needs cannot overflow the stack. */
function findCircles(start: App, byName: ReadonlyMap<string, App>, done: Set<string>): string[][] {
  const circles: string[][] = [];
  const path: { readonly app: App; next: number }[] = [{ app: start, next: 0 }];
  const onPath = new Map([[start.name, 0]]);
  for (let top = path.at(-1); top; top = path.at(-1)) {
    const need = top.app.needs[top.next++];
    if (need === undefined) {
      done.add(top.app.name);
      onPath.delete(top.app.name);
      path.pop();
      continue;
    }
    const begun = onPath.get(need);
    const app = byName.get(need);
    if (begun !== undefined) circles.push(path.slice(begun).map((one) => one.app.name));
    else if (app && !done.has(need)) {
      onPath.set(need, path.length);
      path.push({ app, next: 0 });
    }
  }
  return circles;
}
