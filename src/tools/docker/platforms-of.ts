import type { Platform } from '../../model/resolved-image.js';

/** A platform as GET /distribution tells it. */
export interface ListedPlatform {
  readonly os?: string;
  readonly architecture?: string;
}

/**
 * The platforms of an image as docker's client 29 writes them into a service: without what an index holds beside images
 * (attestations), each once, and without the architecture of arm, which nodes name otherwise (moby/swarmkit 2294).
 */
export function platformsOf(listed: readonly ListedPlatform[]): Platform[] {
  const real = listed.filter(({ os, architecture }) => os !== 'unknown' && architecture !== 'unknown').map(platformOf);
  return [...new Map(real.map((platform) => [`${platform.OS}/${platform.Architecture}`, platform])).values()];
}

function platformOf({ os, architecture }: ListedPlatform): Platform {
  return { OS: os ?? '', Architecture: architecture === 'arm' ? '' : (architecture ?? '') };
}
