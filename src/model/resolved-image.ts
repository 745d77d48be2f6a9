import type { Digest } from './brand.js';

/** What a registry tells of a reference: its digest, and the platforms that it runs on (Placement.Platforms). */
export interface ResolvedImage {
  readonly digest: Digest;
  readonly platforms: readonly Platform[];
}

export interface Platform {
  readonly OS: string;
  /** Empty: any. Manifests say `arm` where nodes say `armv7l` (moby/swarmkit#2294), so docker's client leaves it out. */
  readonly Architecture: string;
}
