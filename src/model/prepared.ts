import type { StackName } from './brand.js';
import type { IgnoredKey } from './ignored-key.js';
import type { SharedSecret } from './region.js';
import type { StackSpecs } from './stack-specs.js';

/** A recipe and an app brought together as abra would: the input of rendering, and what `docker stack deploy` could take. */
export interface Prepared {
  readonly stack: StackName;
  /** The variables that interpolation sees, and that the service `app` gets. */
  readonly env: Readonly<Record<string, string>>;
  /** One compose file, merged, interpolated, with abra's labels and env; JSON-like plain data in the compose schema. */
  readonly compose: Readonly<Record<string, unknown>>;
  /** Files that the compose file refers to (configs, env files), by path. */
  readonly files: ReadonlyMap<string, Uint8Array>;
  readonly ignored: readonly IgnoredKey[];
  readonly notices: readonly string[];
}

/** An app ready to be planned: what would run, which secrets it wants. */
export interface RenderedApp {
  readonly specs: StackSpecs;
  readonly secrets: readonly RenderedSecret[];
  /** Names of the env keys and their values, as the app's containers would see them (for the diff on screen). */
  readonly env: Readonly<Record<string, string>>;
  readonly notices: readonly string[];
}

/** A secret of an app, with the name that it has on the swarm and how it comes to be. */
export interface RenderedSecret {
  readonly key: string;
  readonly name: string;
  readonly version: string;
  readonly make: SecretMaking;
}

export type SecretMaking =
  | {
      readonly kind: 'generate';
      readonly length?: number;
      readonly charset: string;
      /** One value for all apps that it names. */
      readonly shared?: SharedSecret;
    }
  | { readonly kind: 'from'; readonly source: string }
  | { readonly kind: 'ask' }
  /** The recipe says generate=false and the manifest does not say where it comes from. */
  | { readonly kind: 'missing' };
