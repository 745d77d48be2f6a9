import { KnownError } from '../../src/model/known-error.js';
import type { Region } from '../../src/model/region.js';
import { readRegion } from '../../src/manifest/read-region.js';
import { memoryFiles } from './memory-files.js';

export const head = `region: { name: merri-bek, domain: merri-bek.example }
stewards:
  ada: { id: op-7f3k }
  bo: { id: op-2m9x }
nodes:
  brunswick: { host: brunswick.example.org }
  coburg: { host: coburg.example.org }
`;

/** Reads a region that stands in memory at /region. */
export function readManifest(region: string, apps: Readonly<Record<string, string>> = {}): Promise<Region> {
  const files = Object.entries(apps).map(([name, text]) => [`/region/apps/${name}`, text]);
  return readRegion(memoryFiles({ '/region/region.yml': region, ...Object.fromEntries(files) }), '/region');
}

/** The mistakes that reading tells, one line each; none: it reads. */
export async function mistakesOf(region: string, apps: Readonly<Record<string, string>> = {}) {
  try {
    await readManifest(region, apps);
    return [];
  } catch (error) {
    if (error instanceof KnownError && error.code === 'MANIFEST_INVALID') return error.details;
    throw error;
  }
}
