import type { StackSpecs } from '../../model/stack-specs.js';
import { keyOf, type SpecProblem } from './spec-problem.js';

/** Bytes: swarmkit, controlapi/config.go and api/validation/secrets.go. */
const limits = { configs: 1000 * 1024, secrets: 500 * 1024 } as const;

/** Configs and secrets whose content a swarm does not take, because it is too long. */
export function findObjectProblems({ stack, configs, secrets }: StackSpecs): SpecProblem[] {
  return [
    ...configs.flatMap(({ Name, Data }) => tooLong(`configs.${keyOf(Name, stack)}`, Data, limits.configs)),
    ...secrets.flatMap(({ key, spec }) => tooLong(`secrets.${key}`, spec?.Data ?? '', limits.secrets)),
  ];
}

function tooLong(where: string, data: string, limit: number): SpecProblem[] {
  const bytes = Buffer.byteLength(data, 'base64');
  if (bytes < limit) return [];
  const says = `has ${bytes} bytes: a swarm takes less than ${limit}`;
  return [{ where, says, tryThis: 'put what is that long into a volume or an image' }];
}
