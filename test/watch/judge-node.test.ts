import { describe, expect, test } from '@jest/globals';
import { judgeNode } from '../../src/watch/judge-node.js';
import type { RecordedApp, SeenService } from '../../src/watch/node-look.js';
import type { NodeMemory } from '../../src/watch/watch-state.js';

const at = '2026-11-22T14:00:00Z';

function service(name: string, index: number, more: Partial<SeenService> = {}): SeenService {
  const stack = name.split('_')[0] ?? '';
  return { id: `id-${name}`, name, stack, index, updatedAt: '2026-11-22T13:59:30.5Z', moving: false, ...more };
}

function app(services: Record<string, number>, more: Partial<RecordedApp> = {}): RecordedApp {
  return {
    app: 'wiki',
    stack: 'wiki',
    at: '2026-11-22T13:00:00Z',
    busy: false,
    services: Object.entries(services).map(([name, index]) => ({ name, index, id: `id-wiki_${name}` })),
    ...more,
  };
}

function judge(services: readonly SeenService[], apps: readonly RecordedApp[], memory: NodeMemory = {}) {
  return judgeNode({ node: 'brunswick', at, services }, apps, memory);
}

const says = (findings: readonly { says: string }[]) =>
  findings.map((finding) => finding.says.split(' on the server')[0]);

describe('services against the record', () => {
  test('are as they were recorded: nothing is said', () => {
    expect(judge([service('wiki_app', 7)], [app({ app: 7 })]).findings).toEqual([]);
  });

  test('are told where they were changed, made anew, added or removed', () => {
    const seen = [service('wiki_app', 8), service('wiki_db', 1, { id: 'other' }), service('wiki_evil', 1)];
    const { findings } = judge(seen, [app({ app: 7, db: 1, cron: 2 })]);
    expect(says(findings)).toEqual([
      'wiki on brunswick: app was changed; db was made anew; evil was added; cron was removed',
    ]);
    expect(findings[0]).toMatchObject({ kind: 'unexplained', app: 'wiki', since: '2026-11-22T13:59:30Z' });
  });

  test('may be changed while an announcement runs, and not afterwards', () => {
    expect(judge([service('wiki_app', 8)], [app({ app: 7 }, { busy: true })]).findings).toEqual([]);
    expect(judge([service('wiki_app', 8)], [app({ app: 7 })]).findings).toHaveLength(1);
  });

  test('are found by their ids where the manifest does not know the stack', () => {
    const { stack: _, ...unknown } = app({ app: 7 });
    expect(says(judge([service('wiki_app', 8)], [unknown]).findings)).toEqual(['wiki on brunswick: app was changed']);
  });

  test('are the same by their ids where their names do not fit into an entry', () => {
    const odd = app({ app: 7 }, { services: [{ name: 'a-b', id: 'id-wiki_a!b', index: 7 }] });
    expect(judge([service('wiki_a!b', 7)], [odd]).findings).toEqual([]);
    expect(says(judge([service('wiki_a!b', 8)], [odd]).findings)).toEqual(['wiki on brunswick: a!b was changed']);
  });

  test('that run although they were undeployed are told', () => {
    expect(says(judge([service('wiki_app', 8)], [app({})]).findings)).toEqual(['wiki on brunswick: app was added']);
  });

  test('count as they are found first where nobody saw how a step ended', () => {
    const unseen = app({ app: 7 }, { unseenAt: '2026-11-22T13:30:00Z' });
    const first = judge([service('wiki_app', 9)], [unseen]);
    expect(first.findings).toEqual([]);
    expect(judge([service('wiki_app', 9)], [unseen], first.memory).findings).toEqual([]);
    expect(judge([service('wiki_app', 10)], [unseen], first.memory).findings).toHaveLength(1);
  });

  test('may settle for some minutes after a step that failed', () => {
    const failed = app({ app: 7 }, { settlesUntil: '2026-11-22T14:10:00Z' });
    expect(judge([service('wiki_app', 8)], [failed]).findings).toEqual([]);
    expect(judge([service('wiki_app', 8, { updatedAt: '2026-11-22T14:11:00Z' })], [failed]).findings).toHaveLength(1);
  });

  test('are not explained by an entry that claims to be of the future', () => {
    const since = (time: string) => judge([service('wiki_evil', 1)], [app({}, { at: time })]).findings;
    expect(since('2026-11-22T14:00:05Z')).toEqual([]);
    expect(since('2027-11-22T14:00:05Z')).toHaveLength(1);
  });
});

describe('services that no entry tells of', () => {
  test('are known from the first look, and told when one is changed, added or removed later', () => {
    const first = judge([service('proxy_app', 3)], []);
    expect(first.findings).toEqual([]);
    const second = judge([service('proxy_app', 4), service('miner_app', 1)], [], first.memory);
    expect(says(second.findings)).toEqual([
      'proxy on brunswick: proxy_app was changed',
      'miner on brunswick: miner_app was added',
    ]);
    const third = judge([], [], second.memory);
    expect(says(third.findings)).toEqual(['proxy on brunswick: proxy_app was removed']);
  });

  test('stay an alarm until somebody takes them as known', () => {
    const known = judge([], []).memory;
    const alarmed = judge([service('miner_app', 1)], [], known);
    expect(judge([service('miner_app', 1)], [], alarmed.memory).findings).toHaveLength(1);
    const taken = judge([service('miner_app', 1)], [], {});
    expect(judge([service('miner_app', 1)], [], taken.memory).findings).toEqual([]);
  });

  test('belong to the record once an entry tells of them', () => {
    const known = judge([], []).memory;
    const { findings, memory } = judge([service('wiki_app', 7)], [app({ app: 7 })], known);
    expect(findings).toEqual([]);
    expect(judge([], [app({})], memory).findings).toEqual([]);
  });

  test('wait while something that was announced runs there', () => {
    const known = judge([], []).memory;
    expect(judge([service('new_app', 1)], [app({}, { app: 'new', busy: true })], known).findings).toEqual([]);
  });
});
