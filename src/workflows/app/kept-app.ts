/** What was kept: which fields of which services, and the edit of the manifest. */
export interface KeptApp {
  readonly app: string;
  readonly services: readonly { readonly name: string; readonly fields: readonly string[] }[];
  /** Of the manifest, into which it was written: `apps/wiki.yml`. */
  readonly file: string;
}
