import type { CommitToMake } from '../../support/git-repo.js';

/** A service of a plain recipe, in compose words; its image is all that it must have. */
export interface PlainService {
  readonly image: string;
  readonly deploy?: Readonly<Record<string, unknown>>;
  readonly [key: string]: unknown;
}

/** Versions of a recipe that is nothing but services: no volumes, secrets or configs unless they say so. */
export interface PlainVersion {
  readonly tag: string;
  readonly services: Readonly<Record<string, PlainService>>;
  /** Further keys of the compose file: volumes, networks. */
  readonly more?: Readonly<Record<string, unknown>>;
}

/** Restarts soon and watches for two seconds, so that tests need not wait for what people would. */
const quick = {
  endpoint_mode: 'dnsrr',
  restart_policy: { delay: '500ms' },
  update_config: { failure_action: 'rollback', order: 'start-first', monitor: '2s' },
};

/** Commits of a plain recipe, a tag each. Keys below a service's `deploy` replace the quick ones. */
export function plainRecipe(versions: readonly PlainVersion[]): CommitToMake[] {
  return versions.map(({ tag, services, more = {} }) => ({
    tag,
    files: {
      'compose.yml': JSON.stringify({ version: '3.8', services: withDeploy(services), ...more }, undefined, 1),
      '.env.sample': 'TYPE=plain\nDOMAIN=plain.example.org\n',
    },
  }));
}

function withDeploy(services: PlainVersion['services']): Record<string, PlainService> {
  return Object.fromEntries(
    Object.entries(services).map(([name, service]) => [name, { ...service, deploy: { ...quick, ...service.deploy } }]),
  );
}
