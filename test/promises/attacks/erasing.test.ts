import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { approveProposal } from '../../../src/workflows/changelog/second-word.js';
import { recordKey } from '../../../src/changelog/keys/record-key.js';
import { intentOf, origin } from '../../changelog/entries.js';
import { makeHere, type Here } from '../../changelog/here.js';
import { allToolsOf } from '../../changelog/all-tools-of.js';
import { makeRegion } from '../../support/builders.js';
import { makeOpenRegion } from '../../support/make-open-region.js';

// Each test runs dozens of gits.
jest.setTimeout(120_000);

const common = { v: 1, log: origin, time: '2026-11-22T13:57:02Z' } as const;
let here: Here;
beforeEach(() => void (here = makeHere()));
afterEach(() => here.remove());

/** Two stewards, each with a machine and a key of their own. */
async function twoPeople(remotes = [here.remote]) {
  const stewards = [
    { name: 'ada', id: 'op-7f3k' },
    { name: 'bo', id: 'op-2m9x' },
  ];
  const region = makeRegion({ domain: 'merri-bek.example', stewards });
  const of = (name: string) => ({
    tools: allToolsOf(join(here.folder, name)),
    open: makeOpenRegion({
      region,
      changelog: here.open(name, remotes, {}),
      actor: async () => ({ name, id: stewards.find((one) => one.name === name)?.id ?? '' }),
    }),
  });
  const { changelog } = of('ada').open;
  const why = [await changelog.putDetail('harmless'), await changelog.putDetail('what happened')] as const;
  const { ids } = await changelog.append([intentOf('wiki', { detail: why[0] }), intentOf('pad', { detail: why[1] })]);
  const key = (await recordKey(of('bo').open.changelog.place, 'op-2m9x')).publicKey;
  const lets = { holder: 'op-2m9x', key, noteKey: null, does: ['record' as const], apps: null, expires: null };
  await changelog.append([{ ...common, actor: 'op-7f3k', type: 'key.add', replaces: null, ...lets }]);
  return { changelog, ids, why, bo: of('bo') };
}

describe('an erasing', () => {
  test('is not even proposed where it names texts of other entries than the one that it is about', async () => {
    const { changelog, ids, why } = await twoPeople();
    const erase = { ...common, actor: 'op-7f3k', type: 'erase' as const, of: ids[0]!, commitments: [why[1]] };
    const proposing = changelog.append([{ ...erase, detail: 'd'.repeat(43) }]);
    await expect(proposing).rejects.toMatchObject({
      code: 'CHANGELOG_REFUSED',
      message: expect.stringContaining('wants to erase texts that do not belong to the entry that it names'),
    });
    expect(await here.open('cy').readDetail(why[1])).toBe('what happened');
  });

  test('takes the text off mirrors too', async () => {
    const mirror = join(here.folder, 'mirror.git');
    execFileSync('git', ['init', '-q', '--bare', '-b', 'main', mirror]);
    const { changelog, ids, why, bo } = await twoPeople([here.remote, mirror]);
    const args = ['--git-dir', mirror, 'ls-tree', '-r', '--name-only', 'details'];
    const files = () => execFileSync('git', args, { encoding: 'utf8' });
    expect(files()).toContain(why[1]);
    const erase = { ...common, actor: 'op-7f3k', type: 'erase' as const, of: ids[1]!, commitments: [why[1]] };
    const { ids: proposed } = await changelog.append([{ ...erase, detail: 'd'.repeat(43) }]);
    expect(await approveProposal(bo.tools, bo.open, proposed[0] ?? '')).toMatchObject({ settled: true });
    expect(await here.open('cy').readDetail(why[1])).toBeUndefined();
    expect(files()).not.toContain(why[1]);
  });
});
