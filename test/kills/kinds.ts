import type { MakeKill } from './kill.js';
import { killAdopt } from './kinds/adopt.js';
import { killApply } from './kinds/apply.js';
import { killImport } from './kinds/import.js';
import { killKeep } from './kinds/keep.js';
import { killKey } from './kinds/key.js';
import { killParallel } from './kinds/parallel.js';
import { killUpgrade } from './kinds/upgrade.js';

/** Every command that is killed, in the order of the table. */
export const kinds = {
  apply: killApply,
  upgrade: killUpgrade,
  keep: killKeep,
  adopt: killAdopt,
  import: killImport,
  key: killKey,
  parallel: killParallel,
} satisfies Record<string, MakeKill>;

export type KindName = keyof typeof kinds;

export const kindNames = Object.keys(kinds) as KindName[];
