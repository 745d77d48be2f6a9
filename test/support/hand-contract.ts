import { expect, test } from '@jest/globals';
import type { AbraHand } from '../../src/apply/abra/abra-hand.js';
import { insertCommand } from '../../src/apply/abra/abra-commands.js';
import { Secret } from '../../src/model/secret.js';
import type { SecretToMake, Step } from '../../src/model/step.js';
import { commitA, makeStep } from './builders.js';

/** Where the promises of a hand of abra are tried: a fake one, or the one that runs a program. */
export interface HandSubject {
  /** Makes abra ready for `handStep`, with an abra that hangs or one that does what it is told. */
  readonly open: (how: { readonly hangs: boolean }) => Promise<AbraHand>;
  /** What is on the node as the secret of this name. */
  readonly secret: (name: string) => string | undefined;
  /** How many hands are open, as far as can be seen from outside. */
  readonly openNow: () => number;
}

const domain = 'wiki.example.org';
const quiet = ['--no-input', '--offline'];
const long = { deadlineMs: 60_000, signal: new AbortController().signal };
const token: SecretToMake = { key: 'token', name: 'wiki_example_org_token_v1', make: { kind: 'ask' } };

/** An upgrade of a wiki, from the commit of its recipe that a subject has. */
export function handStep(commit = commitA): Step {
  const recipe = { name: 'dokuwiki', from: '1.0.0+1', to: '1.2.0+2024-02-06a', commit };
  return makeStep({ kind: 'upgrade', engine: 'abra', recipe });
}

/** What is promised of a hand of abra: run against the fake one and against the real one, so that the fake cannot drift. */
export function describeHands({ open, secret, openNow }: HandSubject): void {
  async function withHand<T>(job: (hand: AbraHand) => Promise<T>, hangs = false): Promise<T> {
    const hand = await open({ hangs });
    return job(hand).finally(() => hand.remove());
  }

  test('knows the app by its domain, the version by its tag, and the tags of the recipe', async () => {
    await withHand(async (hand) => {
      expect(hand).toMatchObject({ domain, chaos: false });
      expect(hand.versions).toEqual(expect.arrayContaining(['1.0.0+1', '1.2.0+2024-02-06a']));
    });
  });

  test('tells how abra ended, and what it printed', async () => {
    const end = await withHand((hand) => hand.run(['app', 'list', ...quiet], long));
    expect(end).toEqual({ exitCode: 0, timedOut: false, missing: false, output: expect.any(String) });
  });

  test('throws nothing where abra refuses: that is a status, with words', async () => {
    const end = await withHand((hand) => hand.run(['app', 'deploy', domain, '--no-such-flag', ...quiet], long));
    expect(end).toEqual({ exitCode: 1, timedOut: false, missing: false, output: expect.stringMatching(/./) });
  });

  test('hands a value over as it is, and another one of that name is refused', async () => {
    const insert = (value: string) =>
      withHand((hand) =>
        hand.run(insertCommand(handStep(), token, domain), { ...long, input: new Secret(`${value} "$x"\n`) }),
      );
    expect(await insert('first')).toMatchObject({ exitCode: 0 });
    expect(await insert('second')).toMatchObject({ exitCode: 1 });
    expect(secret(token.name)).toBe('first "$x"\n');
  });

  test('stops an abra that does not end at its deadline, which is no status', async () => {
    const deploy = ['app', 'deploy', domain, '1.0.0+1', ...quiet];
    const end = await withHand((hand) => hand.run(deploy, { ...long, deadlineMs: 1_500 }), true);
    expect(end).toMatchObject({ exitCode: undefined, timedOut: true, missing: false });
  });

  test.each([0, 1_000])('stops it %i ms after it began where somebody says so, before any deadline', async (ms) => {
    const signal = ms === 0 ? AbortSignal.abort() : AbortSignal.timeout(ms);
    const deploy = ['app', 'deploy', domain, '1.0.0+1', ...quiet];
    const end = await withHand((hand) => hand.run(deploy, { ...long, signal }), true);
    expect(end).toMatchObject({ exitCode: undefined, timedOut: false });
  });

  test('leaves nothing of itself behind', async () => {
    const before = openNow();
    const hands = [await open({ hangs: false }), await open({ hangs: false })];
    expect(openNow()).toBe(before + 2);
    for (const hand of hands) await hand.remove();
    expect(openNow()).toBe(before);
  });
}
