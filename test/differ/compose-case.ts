/** Compose files that are read together, and the variables for them. */
export interface ComposeCase {
  /** Unlike that of every other case of its set. */
  readonly name: string;
  readonly files: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

/** What a reader makes of a case: services (as bodies of POST /services/create) by name, or why it refuses. */
export type Answer =
  | { readonly services: Readonly<Record<string, unknown>>; readonly networks: unknown; readonly error?: undefined }
  | { readonly error: string };
