import { given } from '../model/given.js';
import { posix } from 'node:path';
import { KnownError } from '../model/known-error.js';
import type { ComposeService } from './compose-schema.js';
import type { Surroundings } from './surroundings.js';
import type { ComposeMount } from './parse-volume.js';
import { parseDockerEnvFile } from './parse-docker-env-file.js';

/** A service with nothing left to look up beside the compose file. */
export type LoadedService = Omit<ComposeService, 'env_file' | 'deploy'> & {
  readonly deploy?: NonNullable<ComposeService['deploy']>;
};

type Variables = Readonly<Record<string, string | null>>;

/** Reads env files into the environment and looks up variables that stand there without a value. */
export function loadService(where: string, service: ComposeService, around: Surroundings): LoadedService {
  const { env_file, deploy, ...rest } = service;
  const environment = {
    ...lookUpEmpty(parseEnvFiles(where, env_file ?? [], around), around.env),
    ...lookUpEmpty(service.environment ?? {}, around.env),
  };
  return {
    ...rest,
    ...given({
      deploy: deploy ?? undefined,
      environment: Object.keys(environment).length > 0 ? environment : undefined,
      volumes: service.volumes?.map((mount) => resolveBind(where, mount, around.folder)),
    }),
  };
}

function parseEnvFiles(where: string, paths: readonly string[], around: Surroundings): Variables {
  const all = paths.map((path) => {
    const bytes = around.files.get(posix.join(around.folder, path));
    if (bytes) return parseDockerEnvFile(new TextDecoder().decode(bytes), around.env);
    throw new KnownError('COMPOSE_INVALID', `${where}: env_file ${path} is not there`, {
      tryThis: ['paths count from the folder of the first compose file'],
    });
  });
  return Object.assign({}, ...all) as Variables;
}

/** A variable that is empty or has no value gets the one of the same name from outside, where there is one. */
function lookUpEmpty(variables: Variables, env: Readonly<Record<string, string>>): Variables {
  return Object.fromEntries(
    Object.entries(variables).map(([key, value]) => [
      key,
      value || !Object.hasOwn(env, key) ? value : (env[key] ?? ''),
    ]),
  );
}

function resolveBind(where: string, mount: ComposeMount, folder: string): ComposeMount {
  if (mount.type !== 'bind') return mount;
  if (!mount.source) throw withoutSource(where);
  if (/^(?:[/~]|[A-Za-z]:[\\/])/.test(mount.source)) return mount;
  const joined = posix.join(folder, mount.source);
  return { ...mount, source: joined.startsWith('.') ? joined : `./${joined}` };
}

function withoutSource(where: string): KnownError {
  return new KnownError('COMPOSE_INVALID', `${where}: a bind mount needs a source`, {
    tryThis: ['say which path of the node: source: /PATH', 'or let Docker make a volume: type: volume'],
  });
}
