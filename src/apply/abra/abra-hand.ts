import type { Secret } from '../../model/secret.js';
import type { AbraEnd } from '../../tools/abra.js';
import type { StepContext } from '../step-context.js';

/** abra, ready for one step: its own folder, its own clone of the recipe, the app's .env, a way to the server. */
export interface AbraHand {
  /** abra's name of the app. */
  readonly domain: string;
  /** True where a commit is deployed, not a version tag. */
  readonly chaos: boolean;
  /** Version tags of the clone. */
  readonly versions: readonly string[];
  run(words: readonly string[], options: HandOptions): Promise<AbraEnd>;
  /** Removes everything that was made for this step. */
  remove(): Promise<void>;
}

export interface HandOptions {
  readonly deadlineMs: number;
  readonly signal: AbortSignal;
  readonly input?: Secret;
}

/** Makes abra ready for a step. */
export type OpenAbra = (context: Pick<StepContext, 'step' | 'values'>) => Promise<AbraHand>;
