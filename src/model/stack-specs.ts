import type { StackName } from './brand.js';
import type { ServiceSpec } from './service-spec.js';

/**
 * What `docker stack deploy` of an app's prepared compose file would store, in the Docker API's own words.
 * Names only: ids of secrets, configs and networks are filled in on the node.
 */
export interface StackSpecs {
  readonly stack: StackName;
  readonly services: readonly ServiceSpec[];
  readonly networks: readonly NetworkSpec[];
  /** Networks that must be there already, by name (`proxy`). */
  readonly externalNetworks: readonly string[];
  readonly configs: readonly ConfigSpec[];
  /** Configs that must be there already, by name. */
  readonly externalConfigs: readonly string[];
  readonly secrets: readonly SecretUse[];
  /** Names of the volumes that the services mount and that belong to the stack. */
  readonly volumes: readonly string[];
}

/** Body of POST /networks/create. */
export interface NetworkSpec {
  readonly Name: string;
  readonly Driver?: string;
  readonly Labels: Readonly<Record<string, string>>;
  readonly Internal?: boolean;
  readonly Attachable?: boolean;
  readonly Options?: Readonly<Record<string, string>>;
  readonly IPAM?: unknown;
}

/** Body of POST /configs/create; `Data` is base64. */
export interface ConfigSpec {
  readonly Name: string;
  readonly Labels: Readonly<Record<string, string>>;
  readonly Data: string;
  readonly Templating?: { readonly Name: string };
}

/** A secret that services use. `key` is its name in the compose file, `name` the one on the swarm. */
export interface SecretUse {
  readonly key: string;
  readonly name: string;
  /** True: made outside the compose file (Co-op Cloud's way). */
  readonly external: boolean;
  /** What to make it of, where the compose file itself has its content or driver. */
  readonly spec?: SecretSpec;
}

/** Body of POST /secrets/create for a secret whose content lies open in a recipe; `Data` is base64. */
interface SecretSpec {
  readonly Name: string;
  readonly Labels: Readonly<Record<string, string>>;
  readonly Data: string;
  readonly Driver?: { readonly Name: string; readonly Options?: Readonly<Record<string, string>> };
  readonly Templating?: { readonly Name: string };
}
