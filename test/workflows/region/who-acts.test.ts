import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { recordKey } from '../../../src/changelog/keys/record-key.js';
import { actingWords, waysToAct } from '../../../src/model/acting-words.js';
import type { Region } from '../../../src/model/region.js';
import { makeKeyPair } from '../../../src/tools/record-keys/key-pair.js';
import type { Terminal } from '../../../src/tools/terminal.js';
import { readActing } from '../../../src/workflows/region/read-acting.js';
import { whoami } from '../../../src/workflows/region/whoami.js';
import { intentOf } from '../../changelog/entries.js';
import { makeHere, type Here } from '../../changelog/here.js';
import { allToolsOf } from '../../changelog/all-tools-of.js';
import { makeRegion } from '../../support/builders.js';
import { makeOpenRegion } from '../../support/make-open-region.js';

jest.setTimeout(120_000);

let here: Here;
beforeEach(() => void (here = makeHere()));
afterEach(() => here.remove());

const ada = { name: 'ada', id: 'op-7f3k' };
const bo = { name: 'bo', id: 'op-2m9x' };

interface Machine {
  readonly variables?: Readonly<Record<string, string>>;
  readonly isCi?: boolean;
  /** The answer of a person on a terminal; none: nobody sits there. */
  readonly answer?: string;
}

/** A machine of its own (state, home) with a clone of the region. */
function machine(name: string, region: Region, { variables = {}, isCi = false, answer }: Machine = {}) {
  const asked: string[] = [];
  const base = allToolsOf(join(here.folder, name), variables);
  const environment = { ...base.environment, isCi, home: join(here.folder, name, 'home'), userName: 'somebody' };
  const terminal = {
    interactive: answer !== undefined,
    async choose(question: string, choices: readonly { name: string; value: string }[]) {
      asked.push(question, ...choices.map((one) => one.name));
      return answer;
    },
  } as unknown as Terminal;
  const tools = { ...base, environment, terminal };
  const { place } = here.open(name, undefined, variables);
  const acting = () => readActing(tools, { region, place, mayAsk: answer !== undefined });
  return {
    tools,
    acting,
    asked,
    home: environment.home,
    open: makeOpenRegion({ region, changelog: here.open(name, undefined, variables) }),
  };
}

function regionOf(...stewards: Region['stewards']): Region {
  return makeRegion({ domain: 'merri-bek.example', stewards });
}

/** Ada has opened the record with the key of her machine. */
async function adaOpens(): Promise<void> {
  await here.open('ada', undefined, {}).append([intentOf('wiki')]);
}

describe('a second person', () => {
  test('who clones a region with one steward is not taken for that one, and is told how to say who they are', async () => {
    await adaOpens();
    await expect(machine('bo', regionOf(ada)).acting()).rejects.toMatchObject({
      code: 'USAGE',
      message: expect.stringContaining('nobody said who acts on this machine'),
      tryThis: [
        expect.stringContaining('tend whoami --as ada'),
        expect.stringContaining('TEND_STEWARD=ada'),
        expect.stringContaining('tend steward add NAME --me'),
      ],
    });
  });

  test('is not taken for the only steward either where nobody has written yet', async () => {
    await expect(machine('bo', regionOf(ada)).acting()).rejects.toMatchObject({ code: 'USAGE' });
  });

  test('is asked on a terminal, once', async () => {
    await adaOpens();
    const first = machine('bo', regionOf(ada, bo), { answer: 'bo' });
    expect(await first.acting()).toMatchObject({ ...bo, isSteward: true, knownBy: 'said', key: { kind: 'none' } });
    expect(first.asked).toEqual([
      'Who are you in merri-bek?',
      'ada (op-7f3k in the record)',
      'bo (op-2m9x in the record)',
      'none of them',
    ]);
    expect(await machine('bo', regionOf(ada, bo)).acting()).toMatchObject({ ...bo, knownBy: 'said' });
  });

  test('who said to be nobody of these keeps one pseudonym, until stewards come who may be them', async () => {
    await adaOpens();
    const { id, knownBy } = await machine('bo', regionOf(ada), { answer: '' }).acting();
    expect(id).toMatch(/^op-[a-z0-9]{6}$/);
    expect(knownBy).toBe('said');
    expect(await machine('bo', regionOf(ada)).acting()).toMatchObject({ id, isSteward: false, knownBy: 'pseudonym' });
    await expect(machine('bo', regionOf(ada, bo)).acting()).rejects.toMatchObject({ code: 'USAGE' });
    expect(await machine('bo', regionOf(ada, { name: 'bo', id })).acting()).toMatchObject({
      name: 'bo',
      isSteward: true,
    });
  });
});

describe('who acts is', () => {
  test('the steward whose key of this machine is in the record, also where another one is kept beside it', async () => {
    await adaOpens();
    const { tools, acting } = machine('ada', regionOf(ada, bo));
    await recordKey({ ...here.open('ada', undefined, {}).place, ...tools }, 'op-2m9x');
    expect(await acting()).toMatchObject({ ...ada, knownBy: 'record-key', key: { kind: 'in-record' } });
  });

  test('nobody whose key lies here and is not in the record', async () => {
    await adaOpens();
    await recordKey(here.open('bo', undefined, {}).place, 'op-7f3k');
    await expect(machine('bo', regionOf(ada)).acting()).rejects.toMatchObject({ code: 'USAGE' });
  });

  test('the holder of the key that TEND_RECORD_KEY names', async () => {
    const variables = { TEND_RECORD_KEY: join(here.folder, 'key') };
    await here.open('ada').append([intentOf('wiki')]);
    expect(await machine('other', regionOf(ada, bo), { variables }).acting()).toMatchObject({
      ...ada,
      knownBy: 'record-key',
    });
  });

  test('the steward whose public key lies in ~/.ssh', async () => {
    const key = makeKeyPair().publicLine;
    const { acting, home } = machine('bo', regionOf(ada, { ...bo, key }));
    mkdirSync(join(home, '.ssh'), { recursive: true });
    writeFileSync(join(home, '.ssh', 'id_ed25519.pub'), `${key} bo@desk\n`);
    expect(await acting()).toMatchObject({ ...bo, knownBy: 'ssh-key' });
  });

  test.each([
    ['by name', 'bo'],
    ['by pseudonym', 'op-2m9x'],
  ])('before all others the steward that TEND_STEWARD names %s', async (_, named) => {
    await adaOpens();
    const variables = { TEND_STEWARD: named };
    expect(await machine('ada', regionOf(ada, bo), { variables, isCi: true }).acting()).toMatchObject({
      ...bo,
      knownBy: 'variable',
    });
  });

  test('no steward that the manifest does not have', async () => {
    const variables = { TEND_STEWARD: 'cleo' };
    await expect(machine('ada', regionOf(ada), { variables }).acting()).rejects.toMatchObject({
      code: 'USAGE',
      tryThis: expect.arrayContaining([expect.stringContaining('tend steward add cleo')]),
    });
  });

  test('op-ci in a job', async () => {
    expect(await machine('ci', regionOf(ada), { isCi: true }).acting()).toMatchObject({ id: 'op-ci', knownBy: 'ci' });
  });

  test('a pseudonym of this machine where the manifest names nobody', async () => {
    const { id } = await machine('bo', regionOf()).acting();
    expect(await machine('bo', regionOf()).acting()).toMatchObject({ id, isSteward: false, knownBy: 'pseudonym' });
  });

  test('asked again of a machine whose steward has left the manifest', async () => {
    const { tools, open } = machine('ada', regionOf(ada, bo));
    await whoami(tools, open, { as: 'ada', mayAsk: false });
    expect(await machine('ada', regionOf(ada, bo)).acting()).toMatchObject(ada);
    await expect(machine('ada', regionOf(bo)).acting()).rejects.toMatchObject({ code: 'USAGE' });
  });
});

describe('the key of whoever acts', () => {
  test.each([
    ['opens a record that nobody has written into', () => Promise.resolve(), 'opens'],
    ['is in the record', adaOpens, 'in-record'],
  ] as const)('%s', async (_, before, kind) => {
    await before();
    const variables = { TEND_STEWARD: 'ada' };
    expect(await machine('ada', regionOf(ada), { variables }).acting()).toMatchObject({ key: { kind } });
  });

  test('cannot be told where the record does not answer and was never read here', async () => {
    await adaOpens();
    renameSync(here.remote, `${here.remote}.away`);
    const acting = await machine('bo', regionOf(ada, bo), { variables: { TEND_STEWARD: 'bo' } }).acting();
    expect(acting).toMatchObject({ key: { kind: 'unread' } });
    expect(actingWords(acting)).toContain('does not answer, and was never read on this machine');
    expect(waysToAct(acting)).toEqual(['see why it does not answer: tend changelog verify']);
  });

  test('is told to be not in the record yet, with the words that let it in', async () => {
    await adaOpens();
    await recordKey(here.open('bo', undefined, {}).place, bo.id);
    const variables = { TEND_STEWARD: 'bo' };
    expect(await machine('bo', regionOf(ada, bo), { variables }).acting()).toMatchObject({
      key: { kind: 'not-in-record', publicKey: expect.stringMatching(/^ssh-ed25519 AAAA/) },
    });
  });

  test('is that of another where TEND_STEWARD names somebody else', async () => {
    await here.open('ada').append([intentOf('wiki')]);
    const variables = { TEND_STEWARD: 'bo', TEND_RECORD_KEY: join(here.folder, 'key') };
    expect(await machine('ada', regionOf(ada, bo), { variables }).acting()).toMatchObject({
      key: { kind: 'of-another', holder: ada.id },
    });
  });
});
