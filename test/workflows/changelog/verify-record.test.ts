import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import type { TendEvent } from '../../../src/model/event.js';
import { showVerification } from '../../../src/show/show-verification.js';
import { makePaint } from '../../../src/show/paint.js';
import { realTools } from '../../../src/tools/real-tools.js';
import { checkProofFile } from '../../../src/workflows/changelog/write-proof.js';
import { verifyRecord } from '../../../src/workflows/changelog/verify-record.js';
import { stewardOf } from '../../changelog/entries.js';
import { allToolsOf } from '../../changelog/all-tools-of.js';
import { makeForge, removeTemplate, type Forge } from '../../promises/forgeries/forge.js';
import { entryOf, headOf, lineOf, timeOf, withEntry } from '../../promises/forgeries/good-log.js';

// Each test runs dozens of gits.
jest.setTimeout(120_000);

let forge: Forge;
beforeEach(async () => void (forge = await makeForge()));
afterEach(() => forge.remove());
afterAll(removeTemplate);

const wish = { deep: true, firstUse: false };

/** As the command does it, of the clone alone; `slow`: with a clock that runs ahead. */
async function verify(events: TendEvent[] = [], slow = 0) {
  const tools = allToolsOf(join(forge.remote, '..', 'stranger'));
  let now = 0;
  const clock = slow > 0 ? { ...tools.clock, monotonic: () => (now += slow) } : tools.clock;
  return verifyRecord({ ...tools, clock }, { ...wish, clone: forge.remote }, (event) => events.push(event));
}

describe('verifying a clone', () => {
  test('keeps the proof of a fork as a file that check-proof takes, and that it refuses once it is changed', async () => {
    const { lines: good, keys, policy } = forge.good;
    const other = [...good.slice(0, 12), await lineOf({ ...entryOf(good[12]!), app: 'pad' }, keys.bo)];
    const entry = { ...stewardOf('wiki', 'op-bo'), actor: 'op-bo', time: timeOf(13) };
    const lines = await withEntry(other, entry, keys.bo);
    await forge.publish({ lines, checkpoint: await headOf(lines, { seenBy: [] }) });
    const found = await verify();
    expect(found.evidence).toMatch(/\/evidence\/fork-13-14\.json$/);
    const file = found.evidence ?? '';
    const policyFile = join(forge.remote, '..', 'trust.policy');
    writeFileSync(policyFile, policy);
    const check = () => checkProofFile(realTools(), { file, policy: policyFile });
    expect(await check()).toMatchObject({ kind: 'fork', sizes: [13, 14] });
    const text = showVerification(found, makePaint(false));
    expect(text).toContain(`tend changelog check-proof ${file} --policy trust.policy`);
    writeFileSync(file, readFileSync(file, 'utf8').replace('\\n14\\n', '\\n15\\n'));
    expect(await check()).toMatchObject({ kind: 'wrong' });
  });

  test('says in its JSON all that it found, and to people the first of each kind', async () => {
    const lines = forge.good.lines.map((line, index) => (index > 5 ? line.replace('"v":1}', '"v":2}') : line));
    await forge.publish({ lines });
    const found = await verify();
    expect(found.problems.filter(({ code }) => code === 'line-not-an-entry').length).toBe(7);
    const text = showVerification(found, makePaint(false));
    expect(text.match(/entry \d+ says something/g)?.length).toBe(3);
    expect(text).toContain('and 4 more of the kind line-not-an-entry');
    expect(text).toContain('whose record this is, is not established');
  });

  test('tells how far it is on a long log, after two seconds', async () => {
    const more = Array.from({ length: 600 }, (_, index) => `junk ${index}`);
    const quick: TendEvent[] = [];
    await forge.publish({ lines: [...forge.good.lines, ...more] });
    await verify(quick);
    const slow: TendEvent[] = [];
    await verify(slow, 1500);
    expect(quick).toEqual([]);
    expect(slow).toContainEqual({ type: 'notice', text: 'checked 66 % of the entries' });
  });
});
