import { describe, expect, test } from '@jest/globals';
import { putBack } from '../../src/apply/put-back.js';
import type { TouchedService } from '../../src/apply/step-context.js';
import { makeService, makeServiceSpec, makeStep, makeTask } from '../support/builders.js';
import { makeFakeDocker } from '../support/fake-docker.js';
import { stepContextOf } from './step-context-of.js';

const former = makeService({ id: 'app1', spec: makeServiceSpec({ env: ['V=1'] }) });
const touched: TouchedService = {
  id: former.id,
  name: former.name,
  kind: 'updated',
  tasksBefore: new Set(),
  before: former,
};

/** Puts it back on a node where its task runs in these spans, in ms, and nowhere else. */
async function back(...runs: readonly (readonly [number, number])[]) {
  const sent: unknown[] = [];
  const fake = makeFakeDocker();
  const docker = {
    ...fake.docker,
    updateService: async (...words: readonly unknown[]) => (sent.push(words.slice(0, 3)), {}),
  };
  const context = stepContextOf(fake, makeStep(), {
    docker: docker as never,
    async look() {
      const now = context.clock.monotonic();
      const isUp = runs.some(([from, to]) => now >= from && now < to);
      const task = makeTask({ state: isUp ? 'running' : 'failed', spec: former.spec.TaskTemplate });
      return [{ ...former, index: 42, tasks: [task] }];
    },
  });
  const isBack = await putBack(context, [touched], 20_000);
  return { isBack, sent, context, seconds: context.clock.monotonic() / 1000 };
}

describe('the former version', () => {
  test('is sent from the index that the service has now, and is back once it has run for a while', async () => {
    const { isBack, sent, context, seconds } = await back([0, 99_000]);
    expect(isBack).toBe(true);
    expect(sent).toEqual([['app1', 42, former.spec]]);
    expect(context.told).toEqual(['services wiki_example_org_app: the former spec again']);
    expect(seconds).toBeGreaterThanOrEqual(2.5);
    expect(seconds).toBeLessThan(3.5);
  });

  test('that falls again is not back until it stays', async () => {
    const { isBack, seconds } = await back([0, 2_000], [8_000, 99_000]);
    expect(isBack).toBe(true);
    expect(seconds).toBeGreaterThanOrEqual(10.5);
    expect(seconds).toBeLessThan(11.5);
  });

  test('that does not stay in time is not back', async () => {
    const { isBack, seconds } = await back([0, 2_000], [4_000, 6_000], [18_500, 99_000]);
    expect(isBack).toBe(false);
    expect(seconds).toBeGreaterThanOrEqual(20);
    expect(seconds).toBeLessThan(21);
  });

  test('is not sent once the lock is lost', async () => {
    const fake = makeFakeDocker();
    const context = stepContextOf(fake, makeStep(), { look: async () => [former] });
    context.loseLock();
    await expect(putBack(context, [touched], 20_000)).rejects.toMatchObject({ code: 'LOCK_HELD' });
    expect(fake.calls).toEqual([]);
  });

  test('of a service that is new is nothing to send', async () => {
    const fake = makeFakeDocker();
    const { before: _none, ...created } = touched;
    const context = stepContextOf(fake, makeStep(), { look: async () => [] });
    expect(await putBack(context, [{ ...created, kind: 'created' }], 20_000)).toBe(true);
    expect(fake.calls).toEqual([]);
  });
});
