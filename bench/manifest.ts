import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeLargeRegion } from '../test/support/make-large-region.js';
import { inTurn } from './measure.js';
import { runProgram } from './programs.js';
import type { Row } from './row.js';

const apps = 10_000;

/** Reads and checks 10,000 apps, start of the program included; beside it, the yaml package only reading them. */
export async function benchManifest(): Promise<Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-manifest-'));
  const file = join(folder, 'region.yml');
  let megabytes = 0;
  try {
    writeFileSync(file, makeLargeRegion(apps));
    const { ms, yaml } = await inTurn(3, {
      ms: async () => {
        const took = await runProgram<{ megabytes: number }>(['read-region', folder, String(apps)]);
        megabytes = Math.max(megabytes, took.megabytes);
      },
      yaml: () => runProgram(['read-yaml', file]),
    });
    const baseline = { what: 'the yaml package, reading only', ms: yaml };
    return [{ what: '10,000 apps read and checked', ms, megabytes, baseline, must, stretch }];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const must = { faster: 1.7, megabytes: 500 };
const stretch = { faster: 4.8, megabytes: 300 };
