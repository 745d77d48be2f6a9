import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { makeTimeline } from '../../../support/clocks.js';
import type { Turn } from '../../../../src/workflows/apply/turns/next-turns.js';
import { takeTurns } from '../../../../src/workflows/apply/turns/take-turns.js';

describe('turns', () => {
  test('are taken as soon as there is room, not in rounds', async () => {
    const { log, ends } = await play(news('abcd'), { seconds: { a: 9 }, newApps: 2 });
    expect(log).toEqual(['0 +a', '0 +b', '1 -b', '1 +c', '2 -c', '2 +d', '3 -d', '9 -a']);
    expect(ends).toEqual(['a', 'b', 'c', 'd']);
  });

  test('whose need failed are left out, with all that needs them; the others go on', async () => {
    const turns = [isNew('a'), { ...isNew('b'), needs: ['a'] }, { ...isNew('c'), needs: ['b'] }, isNew('d')];
    const { log, ends } = await play(turns, { failing: 'a', newApps: 1 });
    expect(log).toEqual(['0 +a', '1 -a', '1 b without a', '1 c without b', '1 +d', '2 -d']);
    expect(ends).toEqual(['a', 'b', 'c', 'd']);
  });

  test('that wait are left out together once somebody says stop; what is under way ends', async () => {
    const { log } = await play(news('abcd'), { newApps: 2, stopAt: 0.5, seconds: { a: 3 } });
    expect(log).toEqual(['0 +a', '0 +b', '0.5 c stopped', '0.5 d stopped', '1 -b', '3 -a']);
  });

  test('that break on a bug let the others come to their end first', async () => {
    const log: string[] = [];
    const taking = takeTurns<Turn, string>({
      turns: news('ab'),
      limitsOf: () => ({ newApps: 1, changes: 1 }),
      take: async ({ app }, { hasEnded }) => {
        if (app === 'a') throw new Error('a bug');
        hasEnded(true);
        log.push(app);
        return app;
      },
      leaveOut: async ({ app }) => app,
      signal: new AbortController().signal,
    });
    await expect(taking).rejects.toThrow('a bug');
    expect(log).toEqual(['b']);
  });

  test('keep to the limits whatever ends when, and all of them end', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ seconds: fc.integer({ min: 1, max: 9 }), isNew: fc.boolean(), need: fc.nat(12) }), {
          maxLength: 12,
        }),
        fc.integer({ min: 1, max: 5 }),
        async (kinds, newApps) => {
          const turns = kinds.map(({ isNew: fresh, need }, at) => ({
            ...isNew(`a${at}`),
            isNew: fresh,
            needs: need < at ? [`a${need}`] : [],
          }));
          const seconds = Object.fromEntries(kinds.map(({ seconds: s }, at) => [`a${at}`, s]));
          const { ends, most } = await play(turns, { newApps, seconds });
          expect(ends).toEqual(turns.map(({ app }) => app));
          expect(most).toBeLessThanOrEqual(newApps);
        },
      ),
      { numRuns: 100 },
    );
  });
});

interface Play {
  readonly newApps: number;
  /** How long a turn takes; one second unless said otherwise. */
  readonly seconds?: Readonly<Record<string, number>>;
  readonly failing?: string;
  readonly stopAt?: number;
}

/** Takes turns that only take time; what happened when, and how many were under way at most. */
async function play(turns: readonly Turn[], { newApps, seconds = {}, failing, stopAt }: Play) {
  const clock = makeTimeline().clock();
  const log: string[] = [];
  const stop = new AbortController();
  let [now, most] = [0, 0];
  if (stopAt !== undefined) void clock.sleep(stopAt * 1000).then(() => stop.abort());
  const ends = await takeTurns<Turn, string>({
    turns,
    limitsOf: () => ({ newApps, changes: 1 }),
    async take({ app }, { hasEnded }) {
      most = Math.max(most, ++now);
      say(`+${app}`);
      await clock.sleep((seconds[app] ?? 1) * 1000);
      now -= 1;
      say(`-${app}`);
      hasEnded(app !== failing);
      return app;
    },
    async leaveOut({ app }, need) {
      say(need === undefined ? `${app} stopped` : `${app} without ${need}`);
      return app;
    },
    signal: stop.signal,
  });
  return { log, ends, most };

  function say(what: string): void {
    log.push(`${clock.monotonic() / 1000} ${what}`);
  }
}

function isNew(app: string): Turn {
  return { app, node: 'brunswick', needs: [], isNew: true };
}

function news(apps: string): Turn[] {
  return [...apps].map(isNew);
}
