import { exportTiles, type Exported } from '../../changelog/proofs/export-tiles.js';
import type { OpenRegion } from '../region/open-region.js';

/** Writes the record up to its signed head as tlog-tiles. */
export function exportRecord({ changelog }: OpenRegion, folder: string): Promise<Exported> {
  return exportTiles(changelog.place, folder);
}
