import { given } from '../model/given.js';
import type { ConfigReference, SecretReference, ServiceSpec } from '../model/service-spec.js';
import { KnownError } from '../model/known-error.js';
import type { Docker, Raw } from '../tools/docker.js';

/** Ids of what services refer to by name. */
export interface IdsByName {
  readonly secrets: ReadonlyMap<string, string>;
  readonly configs: ReadonlyMap<string, string>;
}

/** Reads the ids of all secrets and configs of the swarm. */
export async function readIds(docker: Docker): Promise<IdsByName> {
  const [secrets, configs] = await Promise.all([docker.secrets(), docker.configs()]);
  return { secrets: byName(secrets), configs: byName(configs) };
}

/** The spec as the Docker API wants it: each secret and config with its id. */
export function fillInIds(spec: ServiceSpec, ids: IdsByName): ServiceSpec {
  const container = spec.TaskTemplate.ContainerSpec;
  const filled = {
    ...container,
    ...given({
      Secrets: container.Secrets?.map((secret) => withSecretId(secret, ids, spec.Name)),
      Configs: container.Configs?.map((config) => withConfigId(config, ids, spec.Name)),
    }),
  };
  return { ...spec, TaskTemplate: { ...spec.TaskTemplate, ContainerSpec: filled } };
}

function withSecretId(secret: SecretReference, ids: IdsByName, service: string): SecretReference {
  return { ...secret, SecretID: idOf(ids.secrets, secret.SecretName, `${service}: the secret ${secret.SecretName}`) };
}

function withConfigId(config: ConfigReference, ids: IdsByName, service: string): ConfigReference {
  return { ...config, ConfigID: idOf(ids.configs, config.ConfigName, `${service}: the config ${config.ConfigName}`) };
}

function idOf(ids: ReadonlyMap<string, string>, name: string, what: string): string {
  const id = ids.get(name);
  if (id === undefined) throw new KnownError('STEP_FAILED', `${what} is not on the swarm`, { tryThis: ['tend plan'] });
  return id;
}

function byName(list: readonly Raw[]): Map<string, string> {
  return new Map(list.map((raw) => [String((raw['Spec'] as Raw)['Name']), String(raw['ID'])]));
}
