import type { LoadedCompose } from './load-compose.js';

/** A stack's name and its compose file: what every conversion looks into. */
export interface Around {
  readonly stack: string;
  readonly compose: LoadedCompose;
}
