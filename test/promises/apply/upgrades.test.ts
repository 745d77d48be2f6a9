import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { App } from '../../../src/model/region.js';
import { applyUpgrade, type Upgrade } from '../../../src/workflows/app/upgrade-app.js';
import type { Fault } from './faults.js';
import { atEachCall, faultKinds, makeSmallRegion, manifest, type SmallRegion } from './small-region.js';

let region: SmallRegion;
beforeEach(() => void (region = makeSmallRegion()));
afterEach(() => region.remove());

const to = '1.1.0+6';
const upgraded = manifest.replace('1.0.0+5', to);

describe('an upgrade', () => {
  test('writes the version, commits it, applies it, and says nothing more of the manifest', async () => {
    await region.apply();
    const { end, said } = await upgrade(region);
    expect(end).toMatchObject({ exitStatus: 0, ends: [{ step: { kind: 'upgrade' }, outcome: { result: 'done' } }] });
    expect(said).toEqual([]);
    expect(region.git('log', '-1', '--format=%s')).toBe(`Upgrade wiki to ${to}`);
    await expectThere(region);
    expect(await region.locks()).toEqual([]);
  });

  test('that somebody declines leaves the manifest, its history and the node as they were', async () => {
    await region.apply();
    const { end, said } = await upgrade(region, { approve: false });
    expect(end).toMatchObject({ approved: false });
    expect(said).toEqual([expect.stringContaining('the manifest is as it was')]);
    expect(region.written()).toBe(manifest);
    expect((await region.plan()).steps).toEqual([]);
  });

  test.each(faultKinds)(
    'is committed or put back, and whole after the same command once more, whatever call is %s',
    (kind) =>
      atEachCall(async (own, at) => {
        await own.apply();
        const { struck, end, error } = await upgrade(own, { fault: { kind, at } });
        if (struck === undefined) return undefined;
        expect([struck, own.git('status', '--porcelain')]).toEqual([struck, '']);
        expect([manifest, upgraded]).toContain(own.written());
        if (end || error) await expectTruth(own, struck);
        await own.pass(120);
        expect([struck, (await upgrade(own)).error]).toEqual([struck, undefined]);
        await expectThere(own);
        await expectNoLockHolds(own);
        return struck;
      }),
    60_000,
  );
});

/** The manifest is put back only where nothing of the new version can have reached the node. */
async function expectTruth(region: SmallRegion, struck: string): Promise<void> {
  const isBack = region.written() === manifest;
  const isNew = JSON.stringify(await region.node.docker.services()).includes('example.org/wiki:6');
  expect([struck, isBack && isNew]).toEqual([struck, false]);
}

/** The new version runs, the manifest names it, and the record holds an outcome for all that it announced. */
async function expectThere(region: SmallRegion): Promise<void> {
  expect(region.written()).toBe(upgraded);
  expect(region.git('status', '--porcelain')).toBe('');
  expect((await region.plan()).steps).toEqual([]);
  const types = region.published().map(({ type }) => type);
  expect(types.filter((type) => type === 'outcome')).toHaveLength(types.filter((type) => type === 'intent').length);
}

async function expectNoLockHolds(region: SmallRegion): Promise<void> {
  await region.greet('by hand');
  expect(await region.apply({ released: ['drift'] })).toMatchObject({ end: { exitStatus: 0 } });
  expect(await region.locks()).toEqual([]);
}

async function upgrade(region: SmallRegion, { fault, approve = true }: { fault?: Fault; approve?: boolean } = {}) {
  const said: string[] = [];
  const ended = await region.run(async ({ tools, open, options }) => {
    const wish: Upgrade = { app: open.region.apps[0] as App, recipe: 'wiki', from: '1.0.0+5', to, notes: [] };
    const applying = { ...options, apps: ['wiki'], released: ['failed-before' as const], approve: async () => approve };
    return applyUpgrade(
      { tools, open, options: { ...applying, recipes: tools.recipes } },
      { upgrade: wish, say: (line) => said.push(line) },
    );
  }, fault);
  return { ...ended, said };
}
