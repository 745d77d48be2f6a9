import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { keepApp } from '../../../src/workflows/app/keep-app.js';
import type { Fault } from './faults.js';
import { atEachCall, faultKinds, makeSmallRegion, manifest, type SmallRegion } from './small-region.js';

let region: SmallRegion;
beforeEach(() => void (region = makeSmallRegion()));
afterEach(() => region.remove());

const greeting = 'hello from the server';

describe('keeping what was changed on a server', () => {
  test('writes it into the manifest, commits that, and records who kept what; nothing is changed there', async () => {
    await region.apply();
    await region.greet(greeting);
    const before = changes(region);
    expect(await keep(region)).toMatchObject({ end: { app: 'wiki', file: 'region.yml', services: [{ name: 'app' }] } });
    expect(changes(region)).toEqual(before);
    await expectKept(region);
    expect(region.git('log', '-1', '--format=%s')).toBe('Keep what was changed on one: wiki');
    const entry = { type: 'drift', decision: 'kept', actor: 'op-7f3k', app: 'wiki' };
    expect(region.published().at(-1)).toMatchObject(entry);
  });

  test('says that there is nothing to keep where nothing was changed, and writes nothing', async () => {
    await region.apply();
    expect(await keep(region)).toMatchObject({ error: { code: 'USAGE' } });
    expect(region.written()).toBe(manifest);
    expect(await region.locks()).toEqual([]);
  });

  test.each(faultKinds)(
    'is whole after the same command once more, whatever call is %s',
    (kind) =>
      atEachCall(async (own, at) => {
        await own.apply();
        await own.greet(greeting);
        const { struck, error, end } = await keep(own, { kind, at });
        if (struck === undefined) return undefined;
        if (error) expect(error).toMatchObject({ code: expect.stringMatching(/^[A-Z_]+$/) });
        const isKept = end !== undefined || own.published().some(({ type }) => type === 'drift');
        await own.pass(120);
        const again = await keep(own);
        if (!isKept) expect({ struck, error: again.error }).toEqual({ struck });
        await expectKept(own);
        // Whose entry may not have arrived, takes the manifest back: said twice is better than not kept.
        const times = kind === 'answer-lost' && struck === 'changelog.append' ? 2 : 1;
        expect([struck, own.published().filter(({ type }) => type === 'drift').length]).toEqual([struck, times]);
        return struck;
      }),
    60_000,
  );
});

function keep(region: SmallRegion, fault?: Fault) {
  return region.run(
    ({ tools, open, options }) => keepApp(tools, open, { name: 'wiki', signal: options.signal }),
    fault,
  );
}

async function expectKept(region: SmallRegion): Promise<void> {
  expect(region.written()).toContain(`GREETING: ${greeting}`);
  expect(region.git('status', '--porcelain')).toBe('');
  expect(await region.locks()).toEqual([]);
  expect((await region.plan()).steps).toEqual([]);
}

function changes(region: SmallRegion): string[] {
  return region.node.calls.filter((call) => !call.includes('Config'));
}
