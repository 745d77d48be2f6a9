import { describe, expect, test } from '@jest/globals';
import { assert, array, oneof, constantFrom, property, string } from 'fast-check';
import { observedAfter } from '../../src/apply/observed-after.js';
import { entrySchema } from '../../src/model/entry.js';
import { makeIntent, makeOutcome } from '../../src/workflows/make-entries.js';
import { otherKey, seen } from '../record/entries.js';
import { commitA, makeService, makeServiceSpec, makeStep } from '../support/builders.js';

const stack = 'wiki_example_org';
const common = { log: 'example.org/changelog', actor: 'op-7f3k', time: '2026-11-22T13:57:02Z' };
const manifest = { repo: 'local', dirty: true };
const parts = { ...common, manifest, plan: 'p'.repeat(43), detail: null, toolVersion: '0.1.0' };
const odd = oneof(
  string(),
  constantFrom('', 'A', 'discovery.type', '198.18.0.1', '-x', ' ', `${stack}_`, `${stack}__x`, 'ö', 'k'.repeat(200)),
);

describe('makeIntent', () => {
  test('is an entry whatever env keys, labels and names a node holds', () => {
    assert(
      property(odd, array(odd), odd, (from, keys, name) => {
        const intent = makeIntent([stepWith(from, keys, name)], parts);
        const signed = { ...intent, seen, outcomeKey: otherKey.text };
        expect(entrySchema.parse(signed)).toEqual(signed);
      }),
    );
  });

  test('leaves out env keys that the format has no room for, and an empty version', () => {
    const [step] = makeIntent([stepWith('', ['discovery.type', 'MAIL_HOST'], 'app')], parts).steps;
    expect(step?.env).toEqual({ added: ['MAIL_HOST'], changed: ['MAIL_HOST'], removed: ['MAIL_HOST'] });
    expect(step?.recipe).toEqual({ name: 'dokuwiki', to: '1.2.0+2024-02-06a', commit: commitA });
  });
});

describe('makeOutcome', () => {
  test('is an entry whatever labels and names a node holds', () => {
    assert(
      property(odd, odd, (version, name) => {
        const entry = outcomeWith(version, name);
        expect(entrySchema.parse(entry)).toEqual(entry);
      }),
    );
  });

  test.each([
    [`${stack}_app`, 'app'],
    ['somebody_elses', 'somebody_elses'],
    ['x', 'x'],
  ])('names the service %s %s', (name, said) => {
    expect(outcomeWith('1.0.0+1', name).observed).toMatchObject({ version: '1.0.0+1', services: [{ name: said }] });
  });
});

function stepWith(from: string, keys: readonly string[], name: string) {
  return makeStep({
    recipe: { name: 'dokuwiki', from, to: '1.2.0+2024-02-06a', commit: commitA },
    env: { added: keys, changed: keys, removed: keys },
    secrets: [{ key: 'db', name, make: { kind: 'ask' } }],
    services: [{ service: name, kind: 'update', image: { to: 'a:2' }, fields: [] }],
  });
}

function outcomeWith(version: string, name: string) {
  const spec = makeServiceSpec({ Labels: { [`coop-cloud.${stack}.version`]: version } });
  const observed = observedAfter(stack, 'swarm1', [makeService({ id: 'id1', name, spec })]);
  const outcome = {
    app: 'wiki',
    node: 'brunswick',
    result: 'done',
    seconds: 1,
    says: '',
    programText: [],
    tryThis: [],
  };
  return makeOutcome({ ...outcome, result: 'done', observed }, { ...common, intent: 'i'.repeat(43), step: 0 });
}
