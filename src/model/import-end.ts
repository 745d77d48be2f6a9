import type { Plan } from './plan.js';

/** What an import made of an ABRA_DIR, and the plan that proves it. */
export interface ImportEnd {
  readonly folder: string;
  readonly newRegion: boolean;
  /** Files of the manifest that were written, from the region folder. */
  readonly written: readonly string[];
  readonly committed: boolean;
  readonly servers: number;
  /** Names in the manifest of all apps that the ABRA_DIR holds. */
  readonly apps: readonly string[];
  /** Those with an .env of which nothing runs: in the manifest as absent. */
  readonly notDeployed: readonly string[];
  readonly hidden: readonly HiddenAway[];
  /** What a person wrote into the manifest and .env says otherwise: it stays. */
  readonly kept: readonly { readonly app: string; readonly keys: readonly string[] }[];
  /** `says` names the file too. */
  readonly leftOut: readonly { readonly file: string; readonly says: string }[];
  readonly notices: readonly ImportNotice[];
  readonly plan: Plan;
}

/** What is worth a look: a server that nothing connects to, because no host key of it is pinned, and why; or anything else. */
export type ImportNotice =
  | { readonly kind: 'unpinned'; readonly node: string; readonly text: string; readonly tryThis: string }
  | { readonly kind: 'odd'; readonly text: string };

/** A value that looked like a secret and stands in a file that git ignores. */
export interface HiddenAway {
  readonly app: string;
  readonly key: string;
  readonly file: string;
  readonly because: string;
}
