import type { AppName, Commit, Digest, StackName } from './brand.js';
import type { EngineName } from './region.js';
import type { SecretMaking } from './prepared.js';
import type { StepKind } from './step-kinds.js';
import type { StackSpecs } from './stack-specs.js';

/** One change to one app on one node: plain data, the same value is shown, saved and run. */
export interface Step {
  readonly kind: StepKind;
  readonly app: AppName;
  readonly node: string;
  readonly stack: StackName;
  readonly engine: EngineName;
  /** Why tend wants it, in words; shown, never branched on. */
  readonly cause: string;
  /** Each reason why the step waits for a person; empty: it goes on by itself. */
  readonly held: readonly Held[];
  /** Reasons for which it was held until a person released it with a flag. */
  readonly released: readonly HeldReason[];
  readonly recipe: RecipeChange;
  readonly services: readonly ServiceChange[];
  /** Names of env keys of the app, never values. */
  readonly env: KeyChanges;
  /** Where env keys that come or change have their value from, unless from the app's own lines or its recipe. */
  readonly origins?: Readonly<Record<string, string>>;
  readonly secrets: readonly SecretToMake[];
  /** Where the hidden values in `specs` come from (`env:NAME`, `file:PATH`); absent: there are none. */
  readonly values?: readonly ValueToFillIn[];
  /** Names of configs and networks to make. */
  readonly configs: readonly string[];
  readonly networks: readonly string[];
  /** Shared networks (`proxy`) that are missing on the node and are made first. */
  readonly sharedNetworks: readonly string[];
  /** Apps of this plan or region that must be in place first. */
  readonly needs: readonly AppName[];
  /** What the plan rests on: other than this on the node means stale. */
  readonly rests: RestsOn;
  /** What is sent; for undeploy: nothing but the stack's name. */
  readonly specs: StackSpecs;
  readonly notes: readonly ReleaseNote[];
  readonly notices: readonly string[];
  readonly steward?: string;
  readonly domains: readonly string[];
  readonly critical: boolean;
  /** The app carries the changelog, or is the proxy in front of it. */
  readonly carriesRecord: boolean;
}

/** Why a step waits, and the ways out (at least two): flags or commands, the safe one first. */
export interface Held {
  readonly reason: HeldReason;
  /** One sentence without a full stop. */
  readonly says: string;
  readonly release: readonly WayOut[];
}

export interface WayOut {
  /** `keep it`, `undo it`, `again`. */
  readonly label: string;
  readonly command: string;
}

export type HeldReason =
  | 'drift'
  | 'failed-before'
  | 'start-empty'
  | 'secret-missing'
  | 'secret-shared'
  | 'major'
  | 'downgrade'
  | 'unpinned'
  | 'config-taken'
  | 'removal'
  | 'services-gone'
  | 'needs-missing'
  | 'network-missing';

interface RecipeChange {
  readonly name: string;
  readonly from?: string;
  readonly to: string;
  readonly commit: Commit;
}

/** What changes at one service. `unchanged` is true where the running spec is as wanted. */
export interface ServiceChange {
  /** Name without the stack: `app`. */
  readonly service: string;
  readonly kind: 'create' | 'update' | 'remove' | 'unchanged';
  readonly image?: {
    readonly from?: string;
    readonly to: string;
    readonly fromDigest?: Digest;
    readonly toDigest?: Digest;
  };
  readonly fields: readonly FieldChange[];
}

/** One field of a service: `env + MAIL_HOST`, `replicas 1 → 2`. A value seen only on a node appears as `differs`. */
export interface FieldChange {
  readonly field: string;
  readonly sign: '+' | '~' | '-';
  readonly key?: string;
  readonly from?: string;
  readonly to?: string;
}

export interface KeyChanges {
  readonly added: readonly string[];
  readonly changed: readonly string[];
  readonly removed: readonly string[];
}

export interface SecretToMake {
  readonly key: string;
  readonly name: string;
  readonly make: SecretMaking;
}

interface ValueToFillIn {
  readonly key: string;
  readonly source: string;
}

interface RestsOn {
  readonly swarm: string;
  readonly services: readonly { readonly name: string; readonly id: string; readonly index: number }[];
}

export interface ReleaseNote {
  readonly version: string;
  readonly text: string;
}
