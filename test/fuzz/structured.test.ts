import { describe, expect, test } from '@jest/globals';
import { runTarget } from './structured/run-target.js';
import { structuredTargets } from './structured/targets.js';

describe.each(structuredTargets.map((target) => [target.name, target] as const))(
  'texts like valid ones: %s',
  (_, target) => {
    test('are read or refused, never a crash, and most get past the early checks', async () => {
      const seed = Date.now();
      const { failures, early, read } = await runTarget(target, { seconds: 1, seed });
      expect({ seed, failures }).toEqual({ seed, failures: [] });
      expect(100 - early).toBeGreaterThanOrEqual(target.beyondEarly - 10);
      expect(read).toBeGreaterThan(0);
    }, 120_000);
  },
);
