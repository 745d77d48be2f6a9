import type { Workplace } from '../../changelog/workplace.js';
import type { Region } from '../../model/region.js';
import type { ReadingTools } from '../../tools/tools.js';

/** Tools with which it is found out who acts. */
export type ActorTools = Pick<ReadingTools, 'environment' | 'files' | 'random' | 'terminal'>;

/** Whose region and record it is about, and whether somebody may be asked. */
export interface ActorQuestion {
  readonly region: Region;
  readonly place: Workplace;
  readonly mayAsk: boolean;
  /** Whether others may have a record that the manifest does not name: asked where none is found. */
  readonly mayBeElsewhere?: () => Promise<boolean>;
}
