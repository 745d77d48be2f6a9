import { describe, expect, test } from '@jest/globals';
import type { StepEnd } from '../../src/model/apply-end.js';
import { combineExitStatus } from '../../src/model/combine-exit-status.js';
import { intentSchema, outcomeSchema } from '../../src/model/entry.js';
import type { ErrorCode, ExitStatus } from '../../src/model/error-codes.js';
import type { OutcomeResult } from '../../src/model/outcome.js';
import type { Plan } from '../../src/model/plan.js';
import { routedUrls } from '../../src/model/routed-urls.js';
import { chooseApps, chooseOneApp } from '../../src/workflows/choose-apps.js';
import { copyObserved, makeIntent, makeOutcome } from '../../src/workflows/make-entries.js';
import { statusOfApply } from '../../src/workflows/status-of-apply.js';
import { statusOfPlan } from '../../src/workflows/status-of-plan.js';
import {
  commitA,
  digestA,
  makeApp,
  makeNode,
  makeRegion,
  makeServiceSpec,
  makeStep,
  makeUnseen,
} from '../support/builders.js';

describe('combineExitStatus', () => {
  test.each<[ExitStatus[], boolean, ExitStatus]>([
    [[], false, 0],
    [[0, 0], true, 0],
    [[3], false, 3],
    [[3, 4], false, 4],
    [[5], false, 5],
    [[5], true, 7],
    [[6], false, 6],
    [[6], true, 7],
    [[5, 6], false, 6],
    [[4, 5], false, 5],
    [[4], true, 4],
    [[7, 6], false, 7],
    [[8, 7], true, 8],
    [[9, 8], false, 9],
    [[10, 9], false, 10],
    [[11, 10], false, 11],
    [[13, 11], false, 13],
    [[12, 13], false, 12],
    [[14, 12], false, 14],
    [[2, 14], false, 2],
    [[1, 2], false, 1],
    [[130, 1, 2, 14], true, 130],
  ])('of %j (another step succeeded: %p) gives %d', (statuses, done, status) => {
    expect(combineExitStatus(statuses, done)).toBe(status);
  });
});

describe('statusOfApply', () => {
  test.each<[string, StepEnd[], boolean, ExitStatus]>([
    ['nothing to do', [], false, 0],
    ['all done', [ended('done'), ended('done')], false, 0],
    ['one rolled back', [ended('rolled-back', 'STEP_ROLLED_BACK')], false, 6],
    ['one done, one rolled back', [ended('done'), ended('rolled-back', 'STEP_ROLLED_BACK')], false, 7],
    ['one done, a node silent', [ended('done')], true, 4],
    ['one failed, a node silent', [ended('failed', 'STEP_FAILED')], true, 5],
    ['one locked', [notBegun('LOCK_HELD'), ended('done')], false, 8],
    ['one stale', [notBegun('PLAN_STALE'), notBegun('LOCK_HELD')], false, 9],
    ['stopped by hand', [ended('unknown', 'INTERRUPTED'), ended('failed', 'STEP_FAILED')], false, 130],
    ['done but not published', [ended('done', 'CHANGELOG_UNREACHABLE')], false, 13],
  ])('%s', (...[, ends, silent, status]) => expect(statusOfApply(planOf(silent), ends)).toBe(status));
});

describe('statusOfPlan', () => {
  test.each<[boolean, boolean, ExitStatus]>([
    [false, false, 0],
    [false, true, 3],
    [true, true, 4],
  ])('a silent node: %p, detailed: %p gives %d', (silent, detailed, status) => {
    expect(statusOfPlan({ ...planOf(silent), steps: [makeStep()] }, detailed)).toBe(status);
  });
});

describe('chooseApps', () => {
  const region = makeRegion({
    nodes: [makeNode(), makeNode({ name: 'coburg' })],
    apps: [makeApp({ name: 'traefik@brunswick' }), makeApp({ name: 'traefik@coburg' }), makeApp()],
  });
  const names = (choice: Parameters<typeof chooseApps>[1]) => chooseApps(region, choice).map(({ name }) => name);

  test.each([
    [{}, ['traefik@brunswick', 'traefik@coburg', 'wiki']],
    [{ apps: [] }, ['traefik@brunswick', 'traefik@coburg', 'wiki']],
    [{ apps: ['traefik'] }, ['traefik@brunswick', 'traefik@coburg']],
    [{ apps: ['traefik@coburg', 'wiki'] }, ['traefik@coburg', 'wiki']],
    [{ nodes: ['coburg'] }, ['traefik@coburg']],
    [{ apps: ['traefik'], nodes: ['brunswick'] }, ['traefik@brunswick']],
    [{ apps: ['wiki'], nodes: ['coburg'] }, []],
  ])('%j', (choice, chosen) => expect(names(choice)).toEqual(chosen));

  test('refuses names that are not there, naming those that are', () => {
    expect(() => names({ apps: ['wikki'] })).toThrow(
      expect.objectContaining({ code: 'USAGE', message: 'no app "wikki" in this region' }),
    );
    expect(() => names({ nodes: ['fawkner'] })).toThrow(
      expect.objectContaining({ details: ['there are: brunswick, coburg'] }),
    );
  });

  test('wants to know which one of several instances', () => {
    expect(chooseOneApp(region, 'wiki').name).toBe('wiki');
    expect(() => chooseOneApp(region, 'traefik')).toThrow(
      expect.objectContaining({ tryThis: ['say traefik@brunswick', 'say traefik@coburg'] }),
    );
  });
});

describe('routedUrls', () => {
  const urls = (labels: Record<string, string>) => routedUrls([makeServiceSpec({ Labels: labels })]);
  const rule = 'traefik.http.routers.wiki.rule';

  test.each([
    ['Host(`wiki.example.org`)', ['https://wiki.example.org']],
    ['Host(`a.example.org`, `b.example.org`)', ['https://a.example.org', 'https://b.example.org']],
    ['Host(`a.example.org`) || Host("b.example.org")', ['https://a.example.org', 'https://b.example.org']],
    ['Host(`a.example.org`) && PathPrefix(`/x`)', ['https://a.example.org']],
    ['PathPrefix(`/x`)', []],
    ['', []],
  ])('%s', (text, found) => expect(urls({ [rule]: text })).toEqual(found));

  test('speaks plain HTTP where the router is on the entry point web alone', () => {
    expect(urls({ [rule]: 'Host(`a.example.org`)', 'traefik.http.routers.wiki.entrypoints': 'web' })).toEqual([
      'http://a.example.org',
    ]);
    expect(urls({ [rule]: 'Host(`a.example.org`)', 'traefik.http.routers.wiki.entrypoints': 'web-secure' })).toEqual([
      'https://a.example.org',
    ]);
  });

  test('names an address once, and looks at routers only', () => {
    expect(urls({ [rule]: 'Host(`a.example.org`)', 'traefik.http.routers.x.rule': 'Host(`a.example.org`)' })).toEqual([
      'https://a.example.org',
    ]);
    expect(urls({ 'traefik.http.services.wiki.rule': 'Host(`a.example.org`)' })).toEqual([]);
  });
});

describe('entries', () => {
  const common = { log: 'example.org/changelog', actor: 'op-7f3k', time: '2026-11-22T13:57:02Z' };
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
    const entry = makeOutcome(outcome, { ...common, intent: 'i'.repeat(43), step: 0 });
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
    expect(makeOutcome(outcome, { ...common, intent: 'i'.repeat(43), step: 0 }).observed).toBeNull();
  });

  test('a version that somebody wrote into a label by hand stays out', () => {
    expect(copyObserved({ swarm: 's', version: 'rm -rf "$HOME" <b>', services: [] })).toEqual({
      swarm: 's',
      services: [],
    });
  });
});

function ended(result: OutcomeResult, code?: ErrorCode): StepEnd {
  const outcome = {
    app: 'wiki',
    node: 'brunswick',
    result,
    seconds: 0,
    says: '',
    programText: [],
    tryThis: [],
    ...(code ? { code } : {}),
  };
  return { kind: 'done', step: makeStep(), outcome };
}

function notBegun(code: ErrorCode): StepEnd {
  return { kind: 'not-begun', step: makeStep(), code, says: '', details: [], tryThis: [] };
}

function planOf(silent: boolean): Plan {
  return {
    version: 1,
    region: 'r',
    madeAt: '',
    readSeconds: 0,
    manifest: { repo: 'local', dirty: false },
    nodes: [],
    steps: [],
    unreachable: silent ? [makeUnseen()] : [],
    strangers: [],
    notices: [],
  };
}
