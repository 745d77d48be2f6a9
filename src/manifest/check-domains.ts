import { mistakeIn, type Instance } from './instance.js';
import type { Path } from './yaml-source.js';
import type { Mistake } from './mistake.js';

interface Claim {
  readonly instance: Instance;
  readonly path: Path;
  readonly domain: string;
}

/** On one node: two apps at one domain (alsoAt included), or two that would be one stack. Absent apps count too. */
export function checkDomains(instances: readonly Instance[]): Mistake[] {
  const firstAt = new Map<string, Claim>();
  const firstStack = new Map<string, Instance>();
  const mistakes = instances.flatMap((instance) => [
    ...claimsOf(instance).flatMap((claim) => {
      const where = `${claim.domain} ${instance.app.node}`;
      const other = firstAt.get(where);
      if (other) return [sayDomain(claim, other)];
      firstAt.set(where, claim);
      return [];
    }),
    ...checkStack(instance, firstStack),
  ]);
  return mistakes;
}

function claimsOf(instance: Instance): Claim[] {
  const also = instance.app.alsoAt.map((domain, i) => ({ instance, path: ['alsoAt', i], domain }));
  return [{ instance, path: ['domain'], domain: instance.app.domain }, ...also];
}

function sayDomain({ instance, path, domain }: Claim, other: Claim): Mistake {
  const { app, from } = instance;
  const says =
    other.instance === instance
      ? `${domain} is there twice for ${from.key}. Keep one.`
      : `${domain} is already the domain of ${other.instance.from.key} on ${app.node}. Give each its own.`;
  return mistakeIn(from, path, says);
}

/** Names on a swarm clash regardless of case. */
function checkStack(instance: Instance, first: Map<string, Instance>): Mistake[] {
  const { app, from } = instance;
  const where = `${app.stack.toLowerCase()} ${app.node}`;
  const other = first.get(where);
  if (!other) first.set(where, instance);
  // One domain for both is told already.
  if (!other || other.app.domain === app.domain) return [];
  const path = 'STACK_NAME' in app.env ? ['env', 'STACK_NAME'] : ['domain'];
  const says = `${other.from.key} and ${from.key} would be one stack on ${app.node}, ${app.stack}. Shorten a domain, or give one a STACK_NAME in its env.`;
  return [mistakeIn(from, path, says)];
}
