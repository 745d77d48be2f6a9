import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inTurn, plainVariables, run } from './measure.js';
import type { Row } from './row.js';

const tend = join(import.meta.dirname, '..', 'bin', 'run.js');

/** How long the built command takes to say something, against Node doing nothing. */
export async function benchStartUp(): Promise<Row[]> {
  const home = mkdtempSync(join(tmpdir(), 'bench-start-'));
  const env = plainVariables({ XDG_CACHE_HOME: home, NO_COLOR: '1' });
  try {
    const { nothing, version, help } = await inTurn(15, {
      nothing: () => node('-e', '0'),
      version: () => node(tend, '--version'),
      help: () => node(tend, '--help'),
    });
    const baseline = { what: 'node -e 0', ms: nothing };
    return [
      { what: 'tend --version', ms: version, baseline, must: { atMost: 1.6 }, stretch: { atMost: 1.3 } },
      { what: 'tend --help', ms: help, baseline, must: { atMost: 4 }, stretch: { atMost: 3 } },
    ];
  } finally {
    rmSync(home, { recursive: true });
  }

  function node(...words: string[]): Promise<string> {
    return run(process.execPath, words, { env });
  }
}
