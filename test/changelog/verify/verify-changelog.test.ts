import { readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { verifyChangelog } from '../../../src/changelog/verify/verify-changelog.js';
import { makePaint } from '../../../src/show/paint.js';
import { showVerification } from '../../../src/show/show-verification.js';
import type { Verification } from '../../../src/changelog/verify/verification.js';
import type { RegionChangelog } from '../../../src/workflows/changelog/region-changelog.js';
import { intentOf, keepOf, manyIntents, outcomeOf, stewardOf } from '../entries.js';
import { makeHere, type Here } from '../here.js';

// Each test runs dozens of gits.
jest.setTimeout(120_000);

let here: Here;
beforeEach(() => void (here = makeHere()));
afterEach(() => here.remove());

// What somebody forged is told in test/promises/forgeries.
describe('verifying a changelog', () => {
  test('finds nothing in what tend wrote, by this machine and by another one', async () => {
    const changelog = here.open();
    const detail = await changelog.putDetail('security fix');
    const { ids } = await changelog.append([intentOf('wiki', { detail, deadline: '2999-01-01T00:00:00Z' })]);
    await changelog.append([outcomeOf({ id: ids[0] ?? '' }), stewardOf('wiki', 'op-bo', ['op-cy']), keepOf('mail')]);
    await changelog.append(manyIntents(300).map((intent) => ({ ...intent, deadline: '2999-01-01T00:00:00Z' })));
    for (const machine of ['ada', 'bo'])
      expect(await verify(machine)).toMatchObject({ size: 305, signed: 305, problems: [], open: [], fresh: true });
  });

  test('reads all of it once: the next visit begins where the first one ended', async () => {
    await here.open().append(manyIntents(300));
    const [bo, cy] = [here.open('bo'), here.open('cy')];
    await bo.append([intentOf('wiki')]);
    expect(await verifyChangelog(cy.place, { deep: false, anchor: { firstUse: true } })).toMatchObject({
      depth: 'deep',
    });
    expect(kept(cy)).toEqual(kept(bo));
    expect(await verifyChangelog(here.open('cy').place, quickly)).toMatchObject({ depth: 'quick', size: 302 });
  });

  test('pins what is the log that was meant by its fingerprint', async () => {
    await here.open().append([intentOf('wiki')]);
    const { fingerprint } = await verify();
    const anchor = { fingerprint: fingerprint ?? '' };
    expect(await verifyChangelog(here.open('bo').place, { deep: false, anchor })).toMatchObject({ depth: 'deep' });
    expect(await verifyChangelog(here.open('bo').place, quickly)).toMatchObject({ depth: 'quick', established: 'pin' });
  });

  test('keeps anew what it has read of a log where the file of it is gone', async () => {
    await here.open().append([intentOf('wiki')]);
    rmSync(join(here.open().place.folder, 'log.json'));
    expect(await verifyChangelog(here.open().place, quickly)).toMatchObject({ depth: 'quick' });
    expect(kept(here.open())).toMatchObject({ signed: 2 });
  });

  test('finds nothing where nothing is', async () => {
    const found = await verify();
    expect(found).toMatchObject({ size: 0, problems: [], open: [] });
    expect(showVerification(found, makePaint(false))).toMatch(
      /^\? .*: nothing is recorded here yet, so there was nothing/,
    );
  });

  test('says that nothing can be told where the remote is silent and nothing of it was ever read here', async () => {
    await here.open().append([intentOf('wiki')]);
    renameSync(here.remote, `${here.remote}.away`);
    await expect(verify('bo')).rejects.toMatchObject({
      code: 'CHANGELOG_UNREACHABLE',
      message: expect.stringContaining('does not answer'),
    });
    expect(await verify()).toMatchObject({ size: 2, problems: [], fresh: false });
  });

  test('lists announcements of which nobody told what came, once their deadline has passed', async () => {
    await here.open().append([intentOf('pad', { deadline: '2026-11-21T00:00:00Z' })]);
    const { problems, open } = await verify('bo');
    expect(problems).toEqual([]);
    expect(open.map(({ code }) => code)).toEqual(['dangling-intent']);
    expect(open[0]?.says).toContain('pad on brunswick: upgrade');
  });
});

const quickly = { deep: false, anchor: {} };

/** What a machine keeps of a log. */
function kept({ place }: RegionChangelog): unknown {
  return JSON.parse(readFileSync(join(place.folder, 'log.json'), 'utf8'));
}

function verify(machine = 'ada'): Promise<Verification> {
  return verifyChangelog(here.open(machine).place, { deep: true, anchor: {} });
}
