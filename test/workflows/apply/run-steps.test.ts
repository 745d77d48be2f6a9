import { describe, expect, test } from '@jest/globals';
import type { StepEnd } from '../../../src/model/apply-end.js';
import { newApp, playSteps } from './side-by-side.js';

const twelve = [...'abcdefghijkl'];

describe('twelve new apps', () => {
  test('take a fraction of the time that one after the other takes', async () => {
    const steps = twelve.map((app) => newApp(app));
    const serial = await playSteps({ steps, parallel: 1 });
    const beside = await playSteps({ steps });
    expect(results(beside.ends)).toEqual(twelve.map((app) => `${app} done`));
    expect(beside.seconds).toBeLessThan(serial.seconds / 3);
    expect(beside.locks).toBe(0);
  });

  test('are never more than four at the start', async () => {
    const { mostStarting } = await playSteps({ steps: twelve.map((app) => newApp(app)), looksToSettle: 8 });
    expect(mostStarting).toBe(4);
  });

  test('have their outcomes in few pushes, and each its own entry', async () => {
    const { pushes, ends } = await playSteps({ steps: twelve.map((app) => newApp(app)) });
    expect(pushes.flat().sort()).toEqual(twelve.map((app) => `${app} done`));
    expect(pushes.length).toBeLessThan(6);
    for (const end of ends) expect(end).toMatchObject({ entry: `id of ${end.step.app} done` });
  });

  test('of which one fails: those that need it are not tried, the others go on', async () => {
    const steps = [newApp('a'), newApp('b', { needs: ['a'] }), newApp('c', { needs: ['b'] }), newApp('d'), newApp('e')];
    const { ends, calls, locks } = await playSteps({ steps, fates: { a: 'fails' } });
    expect(results(ends)).toEqual(['a failed', 'b aborted', 'c aborted', 'd done', 'e done']);
    expect(ends[2]).toMatchObject({ outcome: { says: 'not tried: it needs b' } });
    expect(calls.filter((call) => call.startsWith('createService'))).toHaveLength(3);
    expect(locks).toBe(0);
  });

  test('come after what they need, which starts alone', async () => {
    const steps = [newApp('a'), newApp('b', { needs: ['a'] }), newApp('c', { needs: ['a'] }), newApp('d')];
    const { events } = await playSteps({ steps });
    const order = events.flatMap((event) =>
      event.type === 'step-progress' && ['services', 'recording'].includes(event.phase)
        ? `${event.app} ${event.phase}`
        : [],
    );
    expect(order.slice(0, 2)).toEqual(['a services', 'a recording']);
    expect(new Set(order.slice(2, 5))).toEqual(new Set(['b services', 'c services', 'd services']));
  });

  test('stopped in the middle: what has begun is looked at, the rest is not tried, all of it recorded', async () => {
    const { ends, pushes, locks, calls } = await playSteps({
      steps: twelve.map((app) => newApp(app)),
      looksToSettle: 1000,
      stopAt: 2,
    });
    expect(results(ends)).toEqual(twelve.map((app, at) => `${app} ${at < 4 ? 'unknown' : 'aborted'}`));
    expect(pushes.flat()).toHaveLength(12);
    expect(pushes.length).toBeLessThan(4);
    expect(calls.filter((call) => call.startsWith('createService'))).toHaveLength(4);
    expect(locks).toBe(0);
  });

  test('whose record cannot be published are kept on this machine, every one', async () => {
    const { ends, kept, locks } = await playSteps({ steps: twelve.map((app) => newApp(app)), unpublished: true });
    expect(kept).toHaveLength(12);
    for (const end of ends) expect(end).toMatchObject({ outcome: { result: 'done', code: 'CHANGELOG_UNREACHABLE' } });
    expect(locks).toBe(0);
  });

  test('on a node with little memory: one starts, the others are not tried, and say what to do', async () => {
    const { ends, calls } = await playSteps({ steps: [newApp('a'), newApp('b'), newApp('c')], freeMemory: 1e8 });
    expect(results(ends)).toEqual(['a done', 'b aborted', 'c aborted']);
    expect(ends[1]).toMatchObject({
      outcome: {
        code: 'MEMORY_LOW',
        says: 'not tried: brunswick has 95 MB of memory left, one more app wants 445 MB',
        tryThis: [
          'look what takes the memory, on brunswick: docker stats --no-stream',
          'or start it all the same: tend apply --app b --parallel 1',
        ],
      },
    });
    expect(calls.filter((call) => call.startsWith('createService'))).toHaveLength(1);
  });

  test('one by one, memory is nobody’s question, as ever', async () => {
    const { ends } = await playSteps({ steps: [newApp('a'), newApp('b')], freeMemory: 1e8, parallel: 1 });
    expect(results(ends)).toEqual(['a done', 'b done']);
  });

  test('that want the same network make it once', async () => {
    const steps = twelve.map((app) => newApp(app, { sharedNetworks: ['proxy'] }));
    const { ends, calls } = await playSteps({ steps });
    expect(results(ends)).toEqual(twelve.map((app) => `${app} done`));
    expect(calls.filter((call) => call === 'createNetwork proxy')).toHaveLength(1);
  });
});

describe('what is told', () => {
  test('names app and node in every line, and the same thing not twice', async () => {
    const { events } = await playSteps({ steps: twelve.map((app) => newApp(app)), looksToSettle: 20 });
    const lines = events.filter(({ type }) => type === 'step-progress').map((event) => JSON.stringify(event));
    for (const app of twelve) {
      const own = lines.filter((line) => line.includes(`"app":"${app}"`));
      expect(own.length).toBeGreaterThan(4);
      expect(own.filter((line, at) => line === own[at - 1])).toEqual([]);
    }
  });

  test('is what each waits for', async () => {
    const { events } = await playSteps({ steps: [newApp('a'), newApp('b', { needs: ['a'] })] });
    const waiting = events.flatMap((event) => (event.type === 'step-waiting' ? `${event.app} ${event.for}` : []));
    expect(waiting).toEqual(['a node', 'b needs']);
  });
});

function results(ends: readonly StepEnd[]): string[] {
  return ends.map((end) => `${end.step.app} ${end.kind === 'done' ? end.outcome.result : 'not begun'}`);
}
