import type { AppName, Timestamp } from './brand.js';

/** What abra made of an app other than what the plan showed: names of fields, never values. */
export interface EngineDifference {
  readonly app: AppName;
  readonly node: string;
  readonly recipe: string;
  readonly version: string;
  readonly at: Timestamp;
  /** As abra tells it itself. */
  readonly abra: string;
  /** `app: label coop-cloud.<stack>.chaos` */
  readonly fields: readonly string[];
}
