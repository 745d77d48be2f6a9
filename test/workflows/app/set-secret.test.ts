import { describe, expect, test } from '@jest/globals';
import { announcedSteps, errorOf, makeApplyWorld } from '../../promises/apply/apply-world.js';

describe('giving a secret its value', () => {
  test('puts it on the node under the lock of its app, and records its name and that it was done', async () => {
    const world = makeApplyWorld();
    const set = await world.secretSet('wiki', 'session');
    expect(set).toMatchObject({ end: { app: 'wiki', secret: 'wiki_example_org_session_v1' }, unannounced: [] });
    expect(world.nodes.get('brunswick')?.secrets.get('wiki_example_org_session_v1')).toBe('correct-horse-battery');
    expect(world.log.published.map(({ entry }) => entry.type)).toEqual(['intent', 'outcome']);
    expect(announcedSteps(world.desk, world.log.published)).toMatchObject([{ app: 'wiki', outcomes: 1 }]);
    expect(await world.locks()).toEqual([]);
    const plan = await world.plan();
    expect(plan.steps.find(({ app }) => app === 'wiki')).toMatchObject({ secrets: [] });
  });

  test('never writes over one that is there, and says how another version is made', async () => {
    const world = makeApplyWorld();
    await world.secretSet('wiki', 'session');
    const again = await world.secretSet('wiki', 'wiki_example_org_session_v1');
    expect(again).toMatchObject({
      error: {
        code: 'USAGE',
        message: 'wiki_example_org_session_v1 is on the node already, and a secret never changes',
        tryThis: [expect.stringContaining('version: v2'), 'then: tend app secret set wiki session'],
      },
    });
    expect(world.log.published).toHaveLength(2);
  });

  test('names the secrets that an app has where another one is meant', async () => {
    const world = makeApplyWorld();
    expect(await world.secretSet('wiki', 'nix')).toMatchObject({
      error: { code: 'USAGE', details: ['it uses: session'], tryThis: ['tend app secret set wiki session'] },
    });
    expect(await world.secretSet('pad', 'nix')).toMatchObject({ error: { details: ['it uses: none'] } });
    expect(world.log.published).toEqual([]);
  });

  test('says what went wrong and where to look, and records that too', async () => {
    const isRefused = ({ struck }: { struck?: string | undefined }) => struck === 'brunswick.createSecret';
    const ends = [];
    for (let at = 0; at < 60; at += 1) {
      const fresh = makeApplyWorld();
      const end = await fresh.secretSet('wiki', 'session', { kind: 'refused', at });
      if (isRefused(end)) ends.push({ end, published: fresh.log.published });
    }
    expect(ends).toHaveLength(1);
    expect(errorOf(ends[0]?.end ?? {})).toMatch(/^STEP_FAILED: wiki: /);
    expect(ends[0]?.end).toMatchObject({
      error: { tryThis: expect.arrayContaining([expect.stringContaining('tend ')]) },
    });
    expect(ends[0]?.published.map(({ entry }) => entry.type)).toEqual(['intent', 'outcome']);
  });
});
