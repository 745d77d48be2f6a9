/** What a compose file refers to beside itself. */
export interface Surroundings {
  /** Folder of the first compose file, as in the recipe (`.`): relative paths count from it. */
  readonly folder: string;
  readonly files: ReadonlyMap<string, Uint8Array>;
  /** Variables: a key of `environment` without a value takes it from here. */
  readonly env: Readonly<Record<string, string>>;
}
