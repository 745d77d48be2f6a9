import { describe, expect, test } from '@jest/globals';
import type { Parallel } from '../../../../src/model/parallel.js';
import { nextTurns, type Stage, type Turn } from '../../../../src/workflows/apply/turns/next-turns.js';

describe('new apps', () => {
  test('begin side by side, as many as the node takes', () => {
    expect(begin(news('abcdef'), { newApps: 4 })).toBe('a b c d');
  });

  test('make room once their containers run, before they are healthy', () => {
    expect(begin(news('abcdef'), { newApps: 2 }, { a: 'up', b: 'starting' })).toBe('c');
    expect(begin(news('abcdef'), { newApps: 2 }, { a: 'up', b: 'up' })).toBe('c d');
  });

  test('are three times as many at most, those that wait to become healthy among them', () => {
    const up = Object.fromEntries([...'abcdef'].map((app) => [app, 'up' as const]));
    expect(begin(news('abcdefg'), { newApps: 2 }, up)).toBe('');
    expect(begin(news('abcdefg'), { newApps: 2 }, { ...up, a: 'done' })).toBe('g');
  });

  test('go one by one where one is the number: each to its end', () => {
    expect(begin(news('ab'), { newApps: 1 })).toBe('a');
    expect(begin(news('ab'), { newApps: 1 }, { a: 'up' })).toBe('');
    expect(begin(news('ab'), { newApps: 1 }, { a: 'failed' })).toBe('b');
  });

  test('are counted by node', () => {
    const turns = [...news('abc'), ...news('xyz').map((turn) => ({ ...turn, node: 'coburg' }))];
    expect(begin(turns, { newApps: 2 })).toBe('a b x y');
  });
});

describe('needs', () => {
  test('come first, wherever they are; who waits for one keeps nobody else from going', () => {
    const turns = [{ ...change('login'), node: 'coburg' }, { ...isNew('wiki'), needs: ['login'] }, isNew('pad')];
    expect(begin(turns, {})).toBe('login pad');
    expect(begin(turns, {}, { login: 'up', pad: 'done' })).toBe('');
    expect(begin(turns, {}, { login: 'done', pad: 'done' })).toBe('wiki');
    expect(begin(turns, {}, { login: 'failed', pad: 'done' })).toBe('');
  });
});

describe('changes to apps that run', () => {
  test('go one by one, and nothing beside them', () => {
    const turns = [change('a'), change('b'), isNew('c')];
    expect(begin(turns, {})).toBe('a');
    expect(begin(turns, {}, { a: 'starting' })).toBe('');
    expect(begin(turns, {}, { a: 'done' })).toBe('b');
    expect(begin(turns, {}, { a: 'done', b: 'done' })).toBe('c');
  });

  test('wait until the new apps before them have ended, and those behind do not overtake', () => {
    const turns = [isNew('a'), change('b'), isNew('c')];
    expect(begin(turns, {})).toBe('a');
    expect(begin(turns, {}, { a: 'up' })).toBe('');
    expect(begin(turns, {}, { a: 'done' })).toBe('b');
  });

  test('go side by side where somebody says so, with new ones too', () => {
    const turns = [change('a'), change('b'), isNew('c'), change('d')];
    expect(begin(turns, { changes: 2, newApps: 4 })).toBe('a b');
    expect(begin(turns, { changes: 3, newApps: 4 })).toBe('a b c');
    expect(begin(turns, { changes: 2, newApps: 4 }, { a: 'done' })).toBe('b c');
  });
});

function isNew(app: string): Turn {
  return { app, node: 'brunswick', needs: [], isNew: true };
}

function change(app: string): Turn {
  return { ...isNew(app), isNew: false };
}

function news(apps: string): Turn[] {
  return [...apps].map(isNew);
}

function begin(turns: readonly Turn[], limits: Parallel, stages: Readonly<Record<string, Stage>> = {}): string {
  const stageOf = (app: string): Stage => stages[app] ?? 'waiting';
  const limitsOf = () => ({ newApps: 4, changes: 1, ...limits });
  return nextTurns({ turns, stageOf, limitsOf })
    .map(({ app }) => app)
    .join(' ');
}
