import { KnownError } from '../../model/known-error.js';
import type { StackSpecs } from '../../model/stack-specs.js';
import { waysOn } from '../../model/ways-on.js';
import { findNameProblems } from './find-name-problems.js';
import { findNetworkProblems } from './find-network-problems.js';
import { findObjectProblems } from './find-object-problems.js';
import { findPortClashes } from './find-port-clashes.js';
import { findServiceProblems } from './find-service-problems.js';
import type { SpecProblem } from './spec-problem.js';

/**
 * Refuses what every engine is sure to refuse, so that it fails before anything is made and not half-way: COMPOSE_INVALID
 * tells all of it. What is checked and how stands in swarmkit's manager/controlapi and in the engine's daemon/cluster;
 * only what 20.10 to 28 refuse alike is here.
 */
export function checkForEngine(specs: StackSpecs): void {
  const [first, ...more] = findSpecProblems(specs);
  if (!first) return;
  throw new KnownError('COMPOSE_INVALID', wordsOf(first), {
    details: more.map(wordsOf),
    tryThis: waysOn([...new Set([first, ...more].map(({ tryThis }) => tryThis))].slice(0, 3), 'change the recipe'),
  });
}

function findSpecProblems(specs: StackSpecs): SpecProblem[] {
  return [
    ...findNameProblems(specs),
    ...findNetworkProblems(specs),
    ...specs.services.flatMap((service) => findServiceProblems(service, specs.stack)),
    ...findPortClashes(specs),
    ...findObjectProblems(specs),
  ];
}

function wordsOf({ where, says }: SpecProblem): string {
  return `${where} ${says}`;
}
