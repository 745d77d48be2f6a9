import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { recordKey } from '../../../src/changelog/keys/record-key.js';
import { fingerprint, parsePublicKey } from '../../../src/tlog/sshsig/public-key.js';
import type { HttpClient } from '../../../src/tools/http-client.js';
import type { RegionChangelog } from '../../../src/workflows/changelog/region-changelog.js';
import { requireWitnesses } from '../../../src/workflows/apply/require-witnesses.js';
import { intentOf, origin } from '../../changelog/entries.js';
import { makeHere, type Here } from '../../changelog/here.js';
import { makeStep } from '../../support/builders.js';
import { makeApplyRun } from '../../support/make-apply-run.js';
import { makeOpenRegion } from '../../support/make-open-region.js';
import { makeTools } from '../../support/make-tools.js';
import { onlyWith } from '../../support/only-with.js';
import { makeSigningKey } from '../../witness/small-log.js';

// Each test runs dozens of gits.
jest.setTimeout(60_000);

let here: Here;
beforeEach(() => void (here = makeHere()));
afterEach(() => here.remove());

const witness = makeSigningKey('witness.example.net/w', 'cosignature-v1');
const silent = onlyWith<HttpClient>('http', {
  post: async () => {
    throw new Error('no answer');
  },
});

describe('before a critical app is changed, where the record has witnesses', () => {
  test('nothing is changed while they do not answer, and both ways on are named', async () => {
    const { run, intents } = await announced();
    await expect(requireWitnesses(run, [critical], intents)).rejects.toMatchObject({
      code: 'WITNESSES_MISSING',
      message: expect.stringContaining('Nothing was changed'),
      tryThis: [expect.stringContaining('tend apply'), expect.stringContaining('--break-glass')],
    });
  });

  test('a person may go ahead: that is recorded with the announcement that it is about', async () => {
    const { run, changelog, intents } = await announced({ breakGlass: 'the mail server burns' });
    await requireWitnesses(run, [critical], intents);
    expect((await changelog.read()).unconfirmed).toMatchObject([{ by: 'op-7f3k' }]);
  });

  test('apps that are not critical do not wait', async () => {
    const { run, intents } = await announced();
    await requireWitnesses(run, [makeStep()], intents);
  });
});

const critical = makeStep({ critical: true });

async function announced(over: { readonly breakGlass?: string } = {}) {
  const changelog = here.open();
  await askForWitness(changelog);
  const { ids } = await changelog.append([intentOf('wiki')]);
  const run = makeApplyRun({ open: makeOpenRegion({ changelog }), tools: makeTools({ http: silent }), ...over });
  return { run, changelog, intents: ids };
}

async function askForWitness(changelog: RegionChangelog): Promise<void> {
  const { publicKey } = await recordKey(changelog.place, 'op-7f3k');
  const key = parsePublicKey(publicKey);
  if (!key) throw new Error('the key of this test is no key');
  const common = { v: 1, log: origin, actor: 'op-7f3k', time: '2026-11-22T13:57:02Z' } as const;
  const policy = `witness garden ${witness.key.text} http://127.0.0.1:9/\nquorum garden\n`;
  await changelog.append([{ ...common, type: 'policy', policy, roots: [fingerprint(key)], threshold: 1 }]);
}
