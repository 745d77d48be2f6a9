import type { LockWait } from '../../apply/lock-wait.js';
import type { Tell } from '../../model/event.js';
import type { Node } from '../../model/region.js';
import type { Secret } from '../../model/secret.js';
import type { Actor } from '../../model/acting.js';
import type { Step } from '../../model/step.js';
import type { RegistryAuths } from '../../tools/registry-auths.js';
import type { Tools } from '../../tools/tools.js';
import type { OpenRegion } from '../region/open-region.js';
import type { SharedNode } from './sharing/share-node.js';

/** What all parts of one apply share. */
export interface ApplyRun {
  readonly tools: Tools;
  readonly open: OpenRegion;
  readonly actor: Actor;
  readonly steps: readonly Step[];
  readonly secrets: ReadonlyMap<string, Secret>;
  readonly auths: RegistryAuths;
  readonly leaseSeconds: number;
  readonly lockWait?: LockWait;
  readonly recordLater: boolean;
  /** Why critical steps are taken although no witness has seen them. */
  readonly breakGlass?: string;
  /** How many apps of a node a person wants to be worked on at the same time, whatever the manifest says. */
  readonly parallel?: number;
  readonly signal: AbortSignal;
  /** Hides values that this run knows in what programs said. */
  readonly mask: (text: string) => string;
  readonly tell: Tell;
  readonly nodeNamed: (name: string) => Node;
  /** The connection to a node, shared by all steps there. */
  readonly sharedNode: (name: string) => Promise<SharedNode>;
}

/** What announcing needs of a run. */
export type Announcing = Pick<ApplyRun, 'tools' | 'open' | 'actor' | 'breakGlass' | 'recordLater' | 'tell'>;
