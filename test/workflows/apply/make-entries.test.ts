import { describe, expect, test } from '@jest/globals';
import { assert, array, oneof, constantFrom, property, string } from 'fast-check';
import { observedAfter } from '../../../src/apply/observed-after.js';
import { entrySchema, intentSchema, outcomeSchema } from '../../../src/model/entry.js';
import { copyObserved, makeIntent, makeOutcome } from '../../../src/workflows/apply/make-entries.js';
import { otherKey, seen } from '../../record/entries.js';
import { commitA, digestA, makeService, makeServiceSpec, makeStep } from '../../support/builders.js';
import { anId } from '../../support/an-id.js';

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

describe('entries', () => {
  const step = makeStep({
    kind: 'upgrade',
    recipe: { name: 'dokuwiki', from: '1.0.0+1', to: '1.1.0+2', commit: commitA },
    env: { added: ['A'], changed: ['B'], removed: ['C'] },
    secrets: [{ key: 'db', name: 'wiki_example_org_db_v1', make: { kind: 'from', source: 'env:DB_PASSWORD_SOURCE' } }],
    services: [
      {
        service: 'app',
        kind: 'update',
        image: { from: 'a:1', to: 'a:2', fromDigest: digestA, toDigest: digestA },
        fields: [{ field: 'env', sign: '~', key: 'B', to: 'value-of-b' }],
      },
      { service: 'db', kind: 'unchanged', fields: [] },
    ],
    released: ['major'],
  });
  const manifest = {
    repo: 'https://ada:hunter2@forge.example.org/region.git?token=abc',
    commit: commitA,
    dirty: false,
  };
  /** What the changelog adds when it signs is missing yet. */
  const made = intentSchema.omit({ seen: true, outcomeKey: true });
  const intent = makeIntent([step], { ...common, manifest, plan: 'p'.repeat(43), detail: null, toolVersion: '0.1.0' });

  test('an intent is what the format allows, with names and without values', () => {
    expect(made.parse(intent)).toEqual(intent);
    const text = JSON.stringify(intent);
    for (const value of ['value-of-b', 'hunter2', 'token=abc', 'DB_PASSWORD_SOURCE', 'wiki.example.org'])
      expect(text).not.toContain(value);
    expect(intent.steps).toMatchObject([
      {
        secrets: ['wiki_example_org_db_v1'],
        env: { changed: ['B'] },
        images: [{ service: 'app' }],
        released: ['major'],
      },
    ]);
    expect(intent.deadline).toBe('2026-11-23T13:57:02Z');
  });

  test('a manifest without a commit says so', () => {
    const bare = makeIntent([step], {
      ...common,
      manifest: { repo: 'local', dirty: true },
      plan: 'p'.repeat(43),
      detail: null,
      toolVersion: '0.1.0',
    });
    expect(made.parse(bare).manifest).toEqual({ repo: 'local', commit: null, dirty: true });
  });

  test('an outcome is what was seen, without any program text', () => {
    const observed = {
      swarm: 'swarm1',
      version: '1.1.0+2',
      services: [{ name: 'app', id: 'id1', index: 12, updated: common.time, running: 1, wanted: 1, healthy: 1 }],
    };
    const outcome = {
      app: 'wiki',
      node: 'brunswick',
      result: 'failed',
      seconds: 3,
      observed,
      says: 'says',
      programText: ['FATAL'],
      tryThis: [],
    } as const;
    const entry = makeOutcome(outcome, { ...common, intent: anId('i'.repeat(43)), step: 0 });
    expect(outcomeSchema.parse(entry)).toEqual(entry);
    expect(JSON.stringify(entry)).not.toMatch(/FATAL|says/);
  });

  test('a node that could not be looked at is null', () => {
    const outcome = {
      app: 'wiki',
      node: 'brunswick',
      result: 'unknown',
      seconds: 0,
      says: '',
      programText: [],
      tryThis: [],
    } as const;
    expect(makeOutcome(outcome, { ...common, intent: anId('i'.repeat(43)), step: 0 }).observed).toBeNull();
  });

  test('a version that somebody wrote into a label by hand stays out', () => {
    expect(copyObserved({ swarm: 's', version: 'rm -rf "$HOME" <b>', services: [] })).toEqual({
      swarm: 's',
      services: [],
    });
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
  return makeOutcome({ ...outcome, result: 'done', observed }, { ...common, intent: anId('i'.repeat(43)), step: 0 });
}
