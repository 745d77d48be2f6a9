import type { ContainerHealth } from '../model/container-health.js';
import type { ObservedService } from '../model/observation.js';
import type { Secret } from '../model/secret.js';
import type { StepPhase } from '../model/event.js';
import type { Step } from '../model/step.js';
import type { Clock } from '../tools/clock.js';
import type { Docker, RegistryAuth } from '../tools/docker.js';

/** What running one step may touch. */
export interface StepContext {
  readonly step: Step;
  readonly docker: Docker;
  readonly clock: Clock;
  /** Values of the secrets to make, by their name on the swarm. */
  readonly secrets: ReadonlyMap<string, Secret>;
  /** Values to fill in where the specs hold hidden ones, by the name of the variable. */
  readonly values?: ReadonlyMap<string, Secret>;
  /** Services of the step's stack as they are now. */
  readonly look: () => Promise<readonly ObservedService[]>;
  /** What Docker knows of a container's health; undefined where it is not on this node, or has no health check. */
  readonly health: (container: string) => Promise<ContainerHealth | undefined>;
  readonly authFor: (image: string) => Promise<RegistryAuth | undefined>;
  /** Called before each change: throws where the lock is lost or a person said stop. */
  readonly fence: () => void;
  readonly tell: (phase: StepPhase, says?: string) => void;
  /** Hides values that this run knows in what programs said. */
  readonly mask: (text: string) => string;
  /** Aborted when a person said stop: waiting ends, nothing more is changed. */
  readonly signal: AbortSignal;
}

/** What carries a step out on a node. Looking and judging afterwards is the same for all. */
export interface Engine {
  /** Makes the changes; each service that was touched is named as it happens, so that it can be judged even after a failure. */
  run(context: StepContext, touch: (service: TouchedService) => void, hear: EngineWords): Promise<void>;
}

/** What an engine has to tell besides what it touched. */
export interface EngineWords {
  /** Program text: for terminals and --logs only. */
  said(text: string): void;
  /** A sentence of ours that people should see although the step went well. */
  notice(text: string): void;
}

/** A service that a step made, changed or removed. */
export interface TouchedService {
  readonly id: string;
  /** Full name on the swarm. */
  readonly name: string;
  readonly kind: 'created' | 'updated' | 'removed';
  /** Tasks that were there before: never proof that the new spec runs. */
  readonly tasksBefore: ReadonlySet<string>;
  /** The service as it was before; absent where it is new. */
  readonly before?: ObservedService;
}
