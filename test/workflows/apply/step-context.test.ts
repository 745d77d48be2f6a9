import { expect, test } from '@jest/globals';
import { Secret } from '../../../src/model/secret.js';
import { stepContext } from '../../../src/workflows/apply/step-context.js';
import type { SharedNode } from '../../../src/workflows/apply/sharing/share-node.js';
import { makeStep } from '../../support/builders.js';
import { makeApplyRun } from '../../support/make-apply-run.js';
import { makeFakeDocker } from '../../support/fake-docker.js';

const step = makeStep({
  secrets: [
    { key: 'db', name: 'wiki_db_v1', make: { kind: 'from', source: '$DB' } },
    { key: 'own', name: 'wiki_own_v1', make: { kind: 'generate', length: 8, charset: 'hex' } },
  ],
  values: [
    { key: 'SMTP', source: '$SMTP' },
    { key: 'NONE', source: '$NONE' },
  ],
});

/** Values of two steps: who takes one step is handed what is its own. */
const secrets = new Map([
  ['brunswick wiki_db_v1', new Secret('one')],
  ['coburg wiki_own_v1', new Secret('two')],
  ['brunswick wiki SMTP', new Secret('three')],
  ['brunswick pads NONE', new Secret('four')],
]);

function contextOf({ stop }: { stop?: AbortController } = {}) {
  const told: string[] = [];
  const { docker } = makeFakeDocker();
  const shared = {
    docker,
    dockerFor: (stack: string) => ({ ...docker, info: async () => ({ Name: stack }) }),
    look: async () => [],
    listen: async () => () => undefined,
  } as unknown as SharedNode;
  const fenced: string[] = [];
  const lock = { id: 'l', fence: () => void fenced.push('lock'), release: async () => undefined };
  const run = makeApplyRun({
    secrets,
    mask: (text) => text.replaceAll('three', '[secret]'),
    tell: (event) => void (event.type === 'step-progress' && told.push(`${event.phase} ${event.says ?? ''}`.trim())),
    ...(stop ? { signal: stop.signal } : {}),
  });
  return { context: stepContext(run, step, { shared, lock }), told, fenced };
}

test('a step is handed its own secrets and values, and no others', () => {
  const { context } = contextOf();
  const revealed = (values: ReadonlyMap<string, Secret> = new Map()) =>
    [...values].map(([key, it]) => [key, it.reveal()]);
  expect(revealed(context.secrets)).toEqual([['wiki_db_v1', 'one']]);
  expect(revealed(context.values)).toEqual([['SMTP', 'three']]);
});

test('it asks the Docker that tells of its stack alone', async () => {
  expect((await contextOf().context.docker.info())['Name']).toBe(step.stack);
});

test('it tells nothing twice in a row, and no secret', () => {
  const { context, told } = contextOf();
  context.tell('settling', 'app: 0 of 1');
  context.tell('settling', 'app: 0 of 1');
  context.tell('settling', 'app: three of 1');
  context.tell('settling');
  context.tell('settling', 'app: 0 of 1');
  expect(told).toEqual(['settling app: 0 of 1', 'settling app: [secret] of 1', 'settling', 'settling app: 0 of 1']);
});

test('nothing more is changed once somebody said stop, or the lock is lost', () => {
  const stop = new AbortController();
  const { context, fenced } = contextOf({ stop });
  context.fence();
  expect(fenced).toEqual(['lock']);
  stop.abort();
  expect(() => context.fence()).toThrow(expect.objectContaining({ code: 'INTERRUPTED' }));
});
