import { unlessThere } from './unless-there.js';
import { Secret } from '../model/secret.js';
import type { StepContext } from './step-context.js';

/** Jobs that make the secrets whose content the recipe's own compose file holds; one that is there already stays. */
export function makeOwnSecrets({ step, docker, fence, tell }: StepContext): (() => Promise<void>)[] {
  return step.specs.secrets.flatMap(({ spec }) => {
    if (!spec) return [];
    const { Name, Labels, Data } = spec;
    return async () => {
      fence();
      tell('secrets', Name);
      const data = new Secret(Buffer.from(Data, 'base64').toString('utf8'));
      await unlessThere(docker.createSecret({ Name, Labels, data }));
    };
  });
}
