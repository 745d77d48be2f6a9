/** Something that is wrong with a recipe, or might be: where, what, and the way out. */
export interface Finding {
  /** abra's number of the rule (`R014`), or our own word for it (`config-bump`). */
  readonly rule: string;
  /** Who complains. */
  readonly by: 'abra' | 'tend';
  /** An error stops a deployment, or will; a warning is worth a look. */
  readonly level: 'error' | 'warning';
  readonly file: string;
  readonly line?: number;
  /** One sentence without a full stop. */
  readonly says: string;
  readonly tryThis: string;
}
