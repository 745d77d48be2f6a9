import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, jest } from '@jest/globals';
import { realAge } from '../../src/tools/age.js';
import { openRegionChangelog } from '../../src/workflows/changelog/region-changelog.js';
import { intentOf, keepOf, manyIntents, origin, outcomeOf, stewardOf } from './entries.js';
import { makeHere, type Here } from './here.js';
import { toolsOf } from './tools-of.js';

// Each test runs dozens of gits.
jest.setTimeout(60_000);

let here: Here;
beforeEach(() => void (here = makeHere()));
afterEach(() => here.remove());

describe('a changelog', () => {
  test('opens itself with the first entry and reads back what was appended', async () => {
    const changelog = here.open();
    const announced = await changelog.append([intentOf('wiki')]);
    expect(announced).toMatchObject({ pushed: true, behind: [] });
    const told = await changelog.append([outcomeOf({ id: announced.ids[0]! })]);
    const { entries } = await here.open('bo').list();
    expect(entries.map(({ entry }) => entry.type)).toEqual(['log.open', 'intent', 'outcome']);
    expect(entries.slice(1).map(({ id }) => id)).toEqual([...announced.ids, ...told.ids]);
    expect(here.git('show', 'main:log/entries/000.ndjson').split('\n').length).toBe(4);
  });

  test('tells history, dangling steps, keeps, stewards and the last manifest', async () => {
    const changelog = here.open();
    const begun = intentOf('pad', { manifest: { repo: 'local', commit: '8'.repeat(40), dirty: false } });
    const { ids } = await changelog.append([intentOf('wiki'), begun, keepOf('mail'), stewardOf('wiki', 'op-bo')]);
    await changelog.append([outcomeOf({ id: ids[0]! })]);
    const record = await here.open('bo').read();
    expect(record).toMatchObject({ size: 6, fresh: true, spooled: 0, lastManifest: '9'.repeat(40) });
    expect(record.history.map(({ app, outcome }) => [app, outcome?.result])).toEqual([
      ['wiki', 'done'],
      ['pad', undefined],
    ]);
    expect(record.dangling.map(({ app }) => app)).toEqual(['pad']);
    expect(record.kept?.map(({ app }) => app)).toEqual(['mail']);
    expect(record.stewards).toMatchObject([{ app: 'wiki', steward: 'op-bo' }]);
  });

  test('leaves the head to the next append where that comes soon, or to the next writer where it does not', async () => {
    const changelog = here.open();
    const { ids } = await changelog.append([intentOf('wiki')]);
    const head = here.git('show', 'main:log/checkpoint');
    await changelog.append([outcomeOf({ id: ids[0]! })], { headLater: true });
    expect(here.git('show', 'main:log/checkpoint')).toBe(head);
    expect((await here.open('bo').list()).entries).toHaveLength(3);
    await here.open().append([keepOf('mail')]);
    expect(here.git('show', 'main:log/checkpoint').split('\n')[1]).toBe('4');
  });

  test('does not write twice what it has', async () => {
    const changelog = here.open();
    const intent = intentOf('wiki');
    const { ids } = await changelog.append([intent]);
    expect(await changelog.append([intent])).toEqual({ ids, pushed: false, refused: [], behind: [] });
    expect((await here.open().list()).entries.length).toBe(2);
  });

  test('makes the repository beside the region with the first write, never by reading', async () => {
    const beside = join(here.folder, 'merri-bek-changelog.git');
    expect((await here.open('ada', []).read()).size).toBe(0);
    expect(existsSync(beside)).toBe(false);
    await here.open('ada', []).append([intentOf('wiki')]);
    expect((await here.open('bo', []).read()).size).toBe(2);
  });

  test('puts what is asked for at the same time into one commit', async () => {
    const changelog = here.open();
    await changelog.append([intentOf('first')]);
    const answers = await Promise.all(manyIntents(40).map((entry) => changelog.append([entry])));
    expect(new Set(answers.flatMap(({ ids }) => ids)).size).toBe(40);
    expect(Number(here.git('rev-list', '--count', 'main'))).toBeLessThanOrEqual(6);
  });

  test('goes over from one file to the next at 256 entries', async () => {
    const changelog = here.open();
    for (const entries of [manyIntents(200), manyIntents(400)]) await changelog.append(entries);
    await changelog.append([intentOf('wiki')]);
    expect((await here.open('bo').list()).entries.length).toBe(602);
    const lines = here.git('show', 'main:log/entries/001.ndjson').trimEnd().split('\n');
    expect(lines.length).toBe(256);
  });

  test('keeps entries on this machine until the next append, and counts them meanwhile', async () => {
    const [first] = await here.open().spool([intentOf('wiki')]);
    expect(await here.open().read()).toMatchObject({ size: 2, spooled: 2 });
    expect(await here.open('bo').read()).toMatchObject({ size: 0, spooled: 0 });
    const { ids } = await here.open().append([intentOf('pad')]);
    const { entries } = await here.open('bo').list();
    expect(entries.map(({ id }) => id).slice(1)).toEqual([first, ...ids]);
    expect(await here.open().spooled()).toBe(0);
  });

  test('publishes a detail beside the log, with no history, and reads it back', async () => {
    const changelog = here.open();
    for (const why of ['security fix', 'ticket 31']) {
      const detail = await changelog.putDetail(why);
      expect(await changelog.readDetail(detail)).toBe(why);
      await changelog.append([intentOf('wiki', { detail })]);
      expect(await here.open('bo').readDetail(detail)).toBe(why);
    }
    expect(here.git('rev-list', '--count', 'details').trim()).toBe('1');
    expect(here.git('ls-tree', '-r', '--name-only', 'details').trim().split('\n').length).toBe(2);
  });

  test('keeps plans on this machine only', async () => {
    const plan = await here.open().keepPlan('{"steps":[]}');
    await here.open().append([intentOf('wiki', { plan })]);
    expect(await here.open().readPlan(plan)).toBe('{"steps":[]}');
    expect(await here.open('bo').readPlan(plan)).toBeUndefined();
    expect(here.git('branch', '--format=%(refname:short)').trim()).toBe('main');
  });

  test('publishes a plan, where there is somebody to seal it to, as what is kept here and sealed: nothing more', async () => {
    const identity = await realAge.makeIdentity();
    const tools = toolsOf(join(here.folder, 'ada'), { TEND_RECORD_KEY: join(here.folder, 'key') });
    const options = {
      origin,
      remotes: [here.remote],
      regionFolder: '',
      regionName: '',
      recipients: [await realAge.recipientOf(identity)],
    };
    const changelog = openRegionChangelog(tools, options);
    const plan = await changelog.keepPlan('{"secrets":["made"],"env":"MAIL_HOST=mail.example.org"}');
    await changelog.append([intentOf('wiki', { plan })]);
    const sealed = here.git('show', `details:details/${plan}`);
    expect(sealed).not.toContain('MAIL_HOST');
    const kept = readFileSync(join(changelog.place.folder, 'plans', plan), 'utf8');
    expect(await realAge.open(sealed, identity)).toBe(kept);
    expect(kept.slice(65)).toBe('{"secrets":["made"],"env":"MAIL_HOST=mail.example.org"}');
  });

  test('names nobody but the pseudonym in its commits', async () => {
    await here.open().append([intentOf('wiki')]);
    const [, head] = here.git('log', '--format=%an <%ae> %cn <%ce> %ct|%s', 'main').trim().split('\n');
    expect(head).toBe(
      'op-7f3k <op-7f3k@changelog.invalid> tend <tend@changelog.invalid> 1795355822|wiki on brunswick: upgrade 1.2.0+2024-02-06a → 1.3.0+2024-10-01 announced and 1 more',
    );
  });

  test('copies every append to the other remotes and tells which is behind', async () => {
    const mirror = join(here.folder, 'mirror.git');
    here.git('clone', '-q', '--bare', here.remote, mirror);
    const changelog = here.open('ada', [here.remote, mirror, join(here.folder, 'nowhere')]);
    const detail = await changelog.putDetail('why');
    const { behind } = await changelog.append([intentOf('wiki', { detail })]);
    expect(behind.map(({ remote }) => remote)).toEqual([join(here.folder, 'nowhere')]);
    expect((await here.open('bo', [mirror]).list()).entries.length).toBe(2);
    expect(await here.open('bo', [mirror]).readDetail(detail)).toBe('why');
  });

  test('says once which mirror does not take what is new', async () => {
    const said: string[] = [];
    const tell = (notice: string) => void said.push(notice);
    const tools = toolsOf(join(here.folder, 'ada'), { TEND_RECORD_KEY: join(here.folder, 'key') });
    const remotes = [here.remote, join(here.folder, 'nowhere')];
    const changelog = openRegionChangelog(tools, { origin, remotes, regionFolder: '', regionName: '', tell });
    for (const app of ['wiki', 'pad']) await changelog.append([intentOf(app)]);
    expect(said).toEqual([
      expect.stringMatching(/^the copy of the record at .*nowhere does not take what is new \(.+\)$/),
    ]);
  });
});
