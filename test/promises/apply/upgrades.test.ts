import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { App } from '../../../src/model/region.js';
import { applyUpgrade, type Upgrade } from '../../../src/workflows/app/upgrade-app.js';
import type { Fault, FaultKind } from './faults.js';
import { makeSmallRegion, manifest, type SmallRegion } from './small-region.js';

let region: SmallRegion;
beforeEach(() => void (region = makeSmallRegion()));
afterEach(() => region.remove());

const to = '1.1.0+6';
const upgraded = manifest.replace('1.0.0+5', to);

describe('an upgrade', () => {
  test('writes the version, commits it, applies it, and says nothing more of the manifest', async () => {
    await region.apply();
    const { end, said } = await upgrade();
    expect(end).toMatchObject({ exitStatus: 0, ends: [{ step: { kind: 'upgrade' }, outcome: { result: 'done' } }] });
    expect(said).toEqual([]);
    expect(region.git('log', '-1', '--format=%s')).toBe(`Upgrade wiki to ${to}`);
    await expectThere();
    expect(await region.locks()).toEqual([]);
  });

  test('that somebody declines leaves the manifest, its history and the node as they were', async () => {
    await region.apply();
    const { end, said } = await upgrade({ approve: false });
    expect(end).toMatchObject({ approved: false });
    expect(said).toEqual([expect.stringContaining('the manifest is as it was')]);
    expect(region.written()).toBe(manifest);
    expect((await region.plan()).steps).toEqual([]);
  });

  test.each<[FaultKind]>([['refused'], ['answer-lost'], ['cut'], ['interrupted'], ['died']])(
    'is committed or put back, and whole after the same command once more, whatever call is %s',
    async (kind) => {
      for (let at = 0; ; at += 1) {
        region.remove();
        region = makeSmallRegion();
        await region.apply();
        const first = await upgrade({ fault: { kind, at } });
        const { struck } = first;
        if (struck === undefined) break;
        expect([struck, region.git('status', '--porcelain')]).toEqual([struck, '']);
        expect([manifest, upgraded]).toContain(region.written());
        if (first.end || first.error) await expectTruth(struck);
        await region.pass(120);
        expect([struck, (await upgrade()).error]).toEqual([struck, undefined]);
        await expectThere();
        await expectNoLockHolds();
      }
    },
    60_000,
  );
});

/** The manifest is put back only where nothing of the new version can have reached the node. */
async function expectTruth(struck: string): Promise<void> {
  const isBack = region.written() === manifest;
  const isNew = JSON.stringify(await region.node.docker.services()).includes('example.org/wiki:6');
  expect([struck, isBack && isNew]).toEqual([struck, false]);
}

/** The new version runs, the manifest names it, and the record holds an outcome for all that it announced. */
async function expectThere(): Promise<void> {
  expect(region.written()).toBe(upgraded);
  expect(region.git('status', '--porcelain')).toBe('');
  expect((await region.plan()).steps).toEqual([]);
  const types = region.published().map(({ type }) => type);
  expect(types.filter((type) => type === 'outcome')).toHaveLength(types.filter((type) => type === 'intent').length);
}

async function expectNoLockHolds(): Promise<void> {
  await region.greet('by hand');
  expect(await region.apply({ released: ['drift'] })).toMatchObject({ end: { exitStatus: 0 } });
  expect(await region.locks()).toEqual([]);
}

async function upgrade({ fault, approve = true }: { fault?: Fault; approve?: boolean } = {}) {
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
