import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { realClaims, type Claims } from '../../src/tools/claims.js';
import { realFiles } from '../../src/tools/files.js';
import { realWitnessKeys } from '../../src/tools/witness-keys.js';
import { createWitness } from '../../src/witness/create-witness.js';
import { openWitness, type Witness } from '../../src/witness/witness.js';
import type { SmallLog } from './small-log.js';

/** A folder for a witness, with a clock that a test sets. */
export interface WitnessPlace {
  readonly folder: string;
  /** What the clock says, in seconds since 1970. */
  time: number;
  /** Opens the witness as another process would. */
  open(claims?: Claims): Promise<Witness>;
  remove(): void;
}

export async function makeWitnessPlace(...logs: readonly SmallLog[]): Promise<WitnessPlace> {
  const folder = mkdtempSync(join(tmpdir(), 'tend-witness-'));
  await createWitness({ claims: realClaims, witnessKeys: realWitnessKeys }, folder, 'witness.example.org/w1');
  const place: WitnessPlace = {
    folder,
    time: 1_800_000_000,
    open: (claims = realClaims) => openWitness({ files: realFiles, claims, clock }, folder),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
  const clock = { now: () => `${new Date(place.time * 1000).toISOString().slice(0, 19)}Z` };
  const witness = await place.open();
  for (const { origin, signer } of logs) await witness.logs.put({ origin, keys: [signer.key] });
  return place;
}
