import type { AppName, Commit, StackName } from './brand.js';
import type { Place } from './known-error.js';
import type { Parallel } from './parallel.js';

/** What people want, whole and checked. Made from the manifest; every default is filled in. */
export interface Region {
  readonly name: string;
  readonly domain: string;
  /** Remotes of the changelog, first one authoritative; empty: a bare repo beside the region repo. */
  readonly changelogRemotes: readonly string[];
  /** Id of the entry that opened the record, where the region vouches for it. */
  readonly changelogFingerprint?: string;
  /** Whom plans are sealed to beside the stewards (age recipients). */
  readonly changelogAuditors?: readonly string[];
  /**
   * The catalogue for recipes named by name alone: a folder or URL whose children are `<name>` or `<name>.git`, or a
   * recipes.json that lists them (file, URL, git repository).
   */
  readonly catalogue: string;
  readonly stewards: readonly Steward[];
  readonly nodes: readonly Node[];
  readonly registries: readonly Registry[];
  /** App instances, in the manifest's order; an app on several nodes gives one instance each. */
  readonly apps: readonly App[];
  readonly policies: Policies;
  /** What holds for every node that says nothing itself. */
  readonly parallel?: Parallel;
}

/** The person who answers for services (Kümmerer). */
export interface Steward {
  /** Key in the manifest, `ada`: shown on screens, never in the changelog. */
  readonly name: string;
  /** Pseudonym in the changelog, `op-7f3k`. */
  readonly id: string;
  readonly key?: string;
  /** Age recipient: plans are sealed to it. */
  readonly age?: string;
  readonly contact?: string;
}

export interface Node {
  readonly name: string;
  /** Host name, ssh alias or address; `local` = the Docker socket of this machine. */
  readonly host: string;
  readonly user?: string;
  readonly port?: number;
  /** `ssh-ed25519 AAAA…`, pinned; without it nothing connects. */
  readonly hostKey?: string;
  readonly identityFile?: string;
  /** Docker socket on the server; default /var/run/docker.sock. */
  readonly socket?: string;
  readonly provider?: string;
  readonly steward?: string;
  readonly engine?: EngineName;
  readonly parallel?: Parallel;
  readonly at: Place;
}

export type EngineName = 'swarm' | 'abra';

export interface Registry {
  readonly host: string;
  readonly user: string;
  readonly password: ValueSource;
}

/** Where a value comes from at the moment it is needed; the value itself never enters the model. */
export type ValueSource =
  { readonly kind: 'env'; readonly name: string } | { readonly kind: 'file'; readonly path: string };

export interface App {
  /** `wiki`, or `traefik@brunswick` for one of several instances. */
  readonly name: AppName;
  /** Key in the manifest: `traefik`. */
  readonly key: string;
  readonly recipe: RecipeSource;
  readonly version: WantedVersion;
  readonly node: string;
  readonly domain: string;
  readonly alsoAt: readonly string[];
  readonly stack: StackName;
  readonly steward?: string;
  readonly deputies: readonly string[];
  /** Names of instances that must be in place first, resolved. */
  readonly needs: readonly AppName[];
  /** Apps that it works with, by role, as combine's rules name them. */
  readonly uses?: Readonly<Record<string, AppName>>;
  readonly overlays: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** Variables whose values come from elsewhere: read when they are sent, never shown or saved. */
  readonly envFrom?: Readonly<Record<string, ValueSource>>;
  /** Variables of .env.sample that this app does not have. */
  readonly envUnset?: readonly string[];
  /** What defaults of its node and region say: each counts only where the recipe knows it, and `env` wins. */
  readonly defaults?: AppDefaults;
  /** Where env keys come from that the app itself does not set, in words: `rule sso with login`. */
  readonly origins?: Readonly<Record<string, string>>;
  readonly secrets: Readonly<Record<string, WantedSecret>>;
  /** A piece of compose file of the region's own, merged last: what no env key of the recipe can say. */
  readonly compose?: Readonly<Record<string, unknown>>;
  readonly state: 'present' | 'absent';
  readonly engine: EngineName;
  /** A critical app may not be changed without a published record. */
  readonly critical: boolean;
  readonly at: Place;
}

export interface AppDefaults {
  readonly env: Readonly<Record<string, string>>;
  readonly overlays: readonly string[];
}

/** `name`: in the catalogue. `url`: any git URL. `path`: absolute path of a git repository on this machine. */
export type RecipeSource =
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'url'; readonly name: string; readonly url: string }
  | { readonly kind: 'path'; readonly name: string; readonly path: string };

export type WantedVersion =
  { readonly kind: 'tag'; readonly tag: string } | { readonly kind: 'commit'; readonly commit: Commit };

/** How a secret comes to be; `version` overrides .env.sample's SECRET_X_VERSION. */
export type WantedSecret =
  | {
      readonly kind: 'generate';
      readonly version?: string;
      readonly length?: number;
      readonly charset?: string;
      readonly shared?: SharedSecret;
    }
  | { readonly kind: 'from'; readonly from: ValueSource; readonly version?: string }
  | { readonly kind: 'ask'; readonly version?: string };

/** A secret whose value is the same in several apps. A swarm never gives a value back: it is made for all in one run. */
export interface SharedSecret {
  /** The app that is used and its name of the secret: one value under this id. */
  readonly id: string;
  /** Where in the manifest its rule stands: `combine.sso.dex.wiki.secrets.oidc`. */
  readonly rule: string;
  /** The apps that have it, and the name that each has for it. */
  readonly members: readonly { readonly app: AppName; readonly key: string }[];
}

export interface Policies {
  readonly removal: 'ask' | 'deny';
  readonly majorUpgrades: 'hold' | 'allow';
}
