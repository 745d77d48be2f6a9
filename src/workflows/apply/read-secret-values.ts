import { KnownError } from '../../model/known-error.js';
import { Secret } from '../../model/secret.js';
import type { SecretToMake, Step } from '../../model/step.js';
import { makeSecretValue } from '../../apply/make-secret-value.js';
import type { Tools } from '../../tools/tools.js';
import { readValueSource } from '../region/read-value-source.js';

/**
 * Values of all secrets that the steps make, by node and name on the swarm, and of their hidden variables, by node, app and
 * key: generated, read or asked before anything is touched. A shared secret is made once, and lives in the memory of this
 * run only.
 */
export async function readSecretValues(tools: Tools, steps: readonly Step[]): Promise<Map<string, Secret>> {
  const values = new Map<string, Secret>();
  const shared = new Map<string, Secret>();
  for (const step of steps) {
    for (const secret of step.secrets) {
      const id = secret.make.kind === 'generate' ? secret.make.shared?.id : undefined;
      const value = (id === undefined ? undefined : shared.get(id)) ?? (await valueOf(tools, step, secret));
      if (id !== undefined) shared.set(id, value);
      values.set(`${step.node} ${secret.name}`, value);
    }
    for (const { key, source } of step.values ?? [])
      values.set(`${step.node} ${step.app} ${key}`, await readValueSource(tools, source, `${step.app}: ${key}`));
  }
  return values;
}

async function valueOf(tools: Tools, step: Step, secret: SecretToMake): Promise<Secret> {
  const { make } = secret;
  if (make.kind === 'generate') return makeSecretValue(make, tools.random);
  if (make.kind === 'from') return readValueSource(tools, make.source, `${step.app}: the secret ${secret.key}`);
  if (make.kind === 'ask' && tools.terminal.interactive)
    return new Secret(await tools.terminal.askHidden(`${step.app}: value of the secret ${secret.key}`));
  throw new KnownError('APPROVAL_MISSING', `${step.app}: the secret ${secret.key} can only be typed by a person`, {
    tryThis: [
      `tend app secret set ${step.app} ${secret.key}`,
      `or in the manifest: secrets: { ${secret.key}: { from: env:NAME } }`,
    ],
  });
}
