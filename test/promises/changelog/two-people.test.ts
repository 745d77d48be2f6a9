import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { recordKey } from '../../../src/changelog/keys/record-key.js';
import { fingerprint, parsePublicKey } from '../../../src/tlog/sshsig/public-key.js';
import { openRecorded } from '../../../src/workflows/changelog/open-recorded.js';
import { changePolicy } from '../../../src/workflows/changelog/change-policy.js';
import { letKeyIn } from '../../../src/workflows/changelog/log-keys.js';
import { proposeErasing } from '../../../src/workflows/changelog/propose-erasing.js';
import { approveProposal } from '../../../src/workflows/changelog/second-word.js';
import { makeNoteKey } from '../../tlog/note/make-note-key.js';
import { allToolsOf } from '../../changelog/all-tools-of.js';
import { intentOf } from '../../changelog/entries.js';
import { makeHere, type Here } from '../../changelog/here.js';
import { makeRegion } from '../../support/builders.js';
import { makeOpenRegion } from '../../support/make-open-region.js';

// Each test runs dozens of gits.
jest.setTimeout(120_000);

let here: Here;
beforeEach(() => void (here = makeHere()));
afterEach(() => here.remove());

const stewards = [
  { name: 'ada', id: 'op-7f3k' },
  { name: 'bo', id: 'op-2m9x' },
] as const;
const secret = 'it was slow, and ada@example.org said so';

/** Ada and Bo, each with a machine and a key; Ada has opened the record, and Bo's key may write into it. */
async function twoPeople() {
  const region = makeRegion({ domain: 'merri-bek.example', stewards });
  const [ada, bo] = stewards.map((steward) => ({
    tools: allToolsOf(join(here.folder, steward.name)),
    open: makeOpenRegion({ region, changelog: here.open(steward.name, undefined, {}), actor: async () => steward }),
  })) as [Person, Person];
  const why = await ada.open.changelog.putDetail(JSON.stringify({ why: secret }));
  const { ids } = await ada.open.changelog.append([intentOf('wiki', { detail: why })]);
  const key = (await recordKey(bo.open.changelog.place, 'op-2m9x')).publicKey;
  await letKeyIn(ada.tools, ada.open, { holder: 'op-2m9x', key, does: ['record'] });
  return { ada, bo, withText: ids[0]! };
}

interface Person {
  readonly tools: ReturnType<typeof allToolsOf>;
  readonly open: ReturnType<typeof makeOpenRegion>;
}

async function fingerprintOf({ open: { changelog, actor } }: Person): Promise<string> {
  const { publicKey } = await recordKey(changelog.place, (await actor()).id);
  return fingerprint(parsePublicKey(publicKey)!);
}

function policyFile(text: string): string {
  const file = join(here.folder, 'trust.policy');
  writeFileSync(file, text);
  return file;
}

const witness = `witness north ${makeNoteKey('witness.example/north', 'cosignature-v1').key.text}\n`;

describe('a policy', () => {
  test('of the only root key is in force at once, without comments and log lines', async () => {
    const { ada, bo } = await twoPeople();
    const file = policyFile(`# ours\nlog example.org/log+1+AAAA\n\n${witness}quorum north\n`);
    expect(await changePolicy(ada.tools, ada.open, { file })).toMatchObject({ inForce: true, missing: 0 });
    await bo.open.changelog.read();
    expect(bo.open.changelog.place.memory.log?.state.policy).toBe(`${witness}quorum north\n`);
  });

  test('that two root keys decide waits for the second, who agrees once', async () => {
    const { ada, bo } = await twoPeople();
    const roots = await Promise.all([ada, bo].map(fingerprintOf));
    const file = policyFile(`${witness}quorum north\n`);
    await changePolicy(ada.tools, ada.open, { file, roots, threshold: 2 });
    const next = await changePolicy(ada.tools, ada.open, { file: policyFile('quorum none\n') });
    expect(next).toMatchObject({ inForce: false, missing: 1 });
    const approved = await approveProposal(bo.tools, bo.open, next.entry.slice(0, 8));
    expect(approved).toMatchObject({ of: next.entry, settled: true });
    await ada.open.changelog.read();
    expect(ada.open.changelog.place.memory.log?.state.policy).toBe('quorum none\n');
    await expect(approveProposal(bo.tools, bo.open, next.entry.slice(0, 8))).rejects.toMatchObject({ code: 'USAGE' });
  });

  test.each([
    ['quorum nobody\n', /trust\.policy is no trust policy: .*\(line 1 without comments\)/],
    ['hello\n', /is no trust policy/],
  ])('that is none is refused, and nothing is written: %j', async (text, message) => {
    const { ada } = await twoPeople();
    const before = (await ada.open.changelog.list()).entries.length;
    const refused = changePolicy(ada.tools, ada.open, { file: policyFile(text) });
    await expect(refused).rejects.toMatchObject({ code: 'USAGE', message: expect.stringMatching(message) });
    expect((await ada.open.changelog.list()).entries).toHaveLength(before);
  });
});

describe('the texts beside an entry', () => {
  test('are read by who may, and gone once a second person agrees to erase them', async () => {
    const { ada, bo, withText } = await twoPeople();
    expect(JSON.stringify(await openRecorded(ada.open, withText.slice(0, 8)))).toContain(secret);
    const proposed = await proposeErasing(ada.tools, ada.open, { id: withText.slice(0, 8), reason: 'an address' });
    expect(proposed).toMatchObject({ of: withText, texts: 2 });
    const alone = approveProposal(ada.tools, ada.open, proposed.entry);
    await expect(alone).rejects.toMatchObject({ message: expect.stringContaining('the same person proposed') });
    expect(await approveProposal(bo.tools, bo.open, proposed.entry)).toMatchObject({ settled: true });
    expect(() => here.git('grep', '-q', 'ada@example.org', 'details')).toThrow();
    expect(JSON.stringify(await openRecorded(ada.open, withText.slice(0, 8)))).not.toContain(secret);
  });

  test('that are not there cannot be erased', async () => {
    const { ada } = await twoPeople();
    const [opened] = (await ada.open.changelog.list()).entries;
    const refused = proposeErasing(ada.tools, ada.open, { id: opened!.id, reason: 'no matter' });
    await expect(refused).rejects.toMatchObject({
      code: 'USAGE',
      message: expect.stringContaining('no text to erase'),
    });
  });
});
