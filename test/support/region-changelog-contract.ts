import { describe, expect, test } from '@jest/globals';
import type { RegionChangelog } from '../../src/workflows/changelog/region-changelog.js';
import { intentOf, outcomeOf } from '../changelog/entries.js';

/** Machines that write into one log; each call of `machine` opens it as another run of that machine would. */
export interface Machines {
  readonly machine: (name: 'ada' | 'bo') => RegionChangelog;
}

/** What an apply relies on in the changelog of its region, asked of the fake and of the real one. */
export function regionChangelogContract(name: string, start: () => Machines): void {
  describe(`${name} as the changelog of a region`, () => {
    test('an announcement is read by everybody, and is open until its outcome is there', async () => {
      const { machine } = start();
      const run = machine('ada');
      const { ids, pushed } = await run.append([intentOf('wiki')]);
      expect({ count: ids.length, pushed }).toEqual({ count: 1, pushed: true });
      expect((await machine('bo').read()).dangling).toMatchObject([{ app: 'wiki', intentId: ids[0], index: 0 }]);
      await run.append([outcomeOf({ id: ids[0] ?? '' })]);
      expect(await machine('bo').read()).toMatchObject({ dangling: [], history: [{ outcome: { result: 'done' } }] });
    });

    test('of what another run announced, nobody can say more than that it is unknown', async () => {
      const { machine } = start();
      const { ids } = await machine('ada').append([intentOf('wiki')]);
      const outcome = outcomeOf({ id: ids[0] ?? '' });
      await expect(machine('bo').append([outcome])).rejects.toMatchObject({ code: 'CHANGELOG_REFUSED' });
      await machine('bo').append([{ ...outcome, result: 'unknown' }]);
      expect(await machine('ada').read()).toMatchObject({
        dangling: [],
        history: [{ outcome: { result: 'unknown' } }],
      });
    });

    test('the same entry sent twice stands there once, under the same id', async () => {
      const changelog = start().machine('ada');
      const intent = intentOf('wiki');
      const first = await changelog.append([intent]);
      expect((await changelog.append([intent])).ids).toEqual(first.ids);
      expect((await changelog.read()).history.length).toBe(1);
    });

    test('two equal announcements, one after the other, are two', async () => {
      const changelog = start().machine('ada');
      const ids = [await changelog.append([intentOf('wiki')]), await changelog.append([intentOf('wiki')])];
      expect(new Set(ids.flatMap((one) => one.ids)).size).toBe(2);
    });

    test('what is kept on this machine is read here, counted, and published first by the next append', async () => {
      const { machine } = start();
      const [waiting] = await machine('ada').spool([intentOf('wiki')]);
      expect((await machine('ada').read()).dangling.map(({ intentId }) => intentId)).toEqual([waiting]);
      expect((await machine('bo').read()).history).toEqual([]);
      expect(await machine('ada').spooled()).toBeGreaterThan(0);
      const { ids } = await machine('ada').append([intentOf('pad')]);
      expect((await machine('bo').read()).history.map(({ intentId }) => intentId)).toEqual([waiting, ...ids]);
      expect(await machine('ada').spooled()).toBe(0);
    });

    test('an entry that was published and is then kept here too stays one', async () => {
      const changelog = start().machine('ada');
      const intent = intentOf('wiki');
      const { ids } = await changelog.append([intent]);
      expect(await changelog.spool([intent])).toEqual(ids);
      await changelog.append([]);
      expect((await changelog.read()).history.length).toBe(1);
    });

    test('a plan and a text beside an entry are found again by their commitments', async () => {
      const changelog = start().machine('ada');
      const [plan, why] = [await changelog.keepPlan('{"steps":[]}'), await changelog.putDetail('a reason')];
      expect([await changelog.readPlan(plan), await changelog.readDetail(why)]).toEqual(['{"steps":[]}', 'a reason']);
    });
  });
}
