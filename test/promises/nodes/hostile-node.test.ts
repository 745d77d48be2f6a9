import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Observation } from '../../../src/model/observation.js';
import { observeRegion } from '../../../src/observe/observe-region.js';
import { realClock } from '../../../src/tools/clock.js';
import { realEnvironment } from '../../../src/tools/environment.js';
import { realPrograms } from '../../../src/tools/programs.js';
import { realNodes } from '../../../src/tools/real-nodes.js';
import { openAnsweringSocket, type Answer, type AnsweringSocket } from '../../support/answering-socket.js';
import { makeNode } from '../../support/builders.js';
import { recordedAnswers } from '../../support/docker-answers.js';

let good: AnsweringSocket;
let bad: AnsweringSocket;
beforeAll(async () => {
  good = await openAnsweringSocket((path) => ({ body: recordedAnswers[path] }));
  bad = await openAnsweringSocket(() => undefined);
});
afterAll(async () => {
  await good.close();
  await bad.close();
});

type Recorded = Record<string, unknown>[];
const [service = {}] = recordedAnswers['/services'] as Recorded;
const info = recordedAnswers['/info'] as Record<string, unknown>;

describe('a node that answers as no Docker would is not understood, and the other one is seen', () => {
  test.each<[string, string, Answer, RegExp]>([
    ['forbids to look', '/info', { status: 403, body: { message: 'Forbidden' } }, /refused GET \/info \(status 403\)/],
    ['is broken inside', '/info', { status: 500, body: { message: 'boom' } }, /refused GET \/info \(status 500\)/],
    ['leads elsewhere', '/info', { status: 302, headers: { location: '/login' }, body: '' }, /status 302/],
    ['says null', '/info', { body: null }, /GET \/info is not understood: it is null, not an object/],
    ['says nothing', '/info', { body: '' }, /GET \/info is not understood: it is empty/],
    ['is a web page', '/info', { body: '<html><body>hello' }, /is no whole JSON, and begins with "<html>/],
    ['knows no swarm', '/info', { body: { ...info, Swarm: null } }, /\.Swarm is null, not an object/],
    ['lies in an unknown state', '/info', { body: withState('fine') }, /\.Swarm\.LocalNodeState is a text, not one of/],
    ['forbids a list', '/services', { status: 403, body: { message: 'no' } }, /refused GET \/services \(status 403\)/],
    ['breaks at a list', '/tasks', { status: 500, body: 'oops' }, /refused GET \/tasks \(status 500\)/],
    ['gives null for a list', '/services', { body: null }, /is null, not a list/],
    ['gives an object for a list', '/services', { body: {} }, /GET \/services .*it is an object, not a list/],
    ['gives an object for volumes', '/volumes', { body: { Volumes: {} } }, /\.Volumes is an object, not a list/],
    ['lists null', '/tasks', { body: [null] }, /\[0\] is null, not an object/],
    [
      'has a text for a list inside',
      '/services',
      { body: [withEnv('notalist')] },
      /\[0\]\.Spec.*\.Env is a text, not a list/,
    ],
    [
      'has a number in a list of texts',
      '/services',
      { body: [withEnv(['A=b', 7])] },
      /\.Env\[1\] is a number, not a text/,
    ],
    ['has no index', '/services', { body: [{ ...service, Version: undefined }] }, /\.Version is missing/],
    ['has no time', '/configs', { body: [{ ID: 'x', Version: { Index: 1 }, CreatedAt: 'soon' }] }, /not a time/],
    ['is cut short', '/services', { body: '[{"ID":"x"' }, /is no whole JSON/],
    ['nests without end', '/services', { body: '['.repeat(100_000) + ']'.repeat(100_000) }, /nested deeper than 64/],
    [
      'hangs up in the middle',
      '/services',
      { headers: { 'content-length': 999 }, body: '[]', raw: cutShort() },
      /the connection broke/,
    ],
    ['speaks no HTTP', '/services', { body: '', raw: 'SSH-2.0-OpenSSH_9.2\r\n' }, /does not speak HTTP/],
    ['sends two lengths', '/services', { body: '', raw: twoLengths() }, /does not speak HTTP/],
  ])('where it %s', async (_, ...[path, answer, says]) => {
    bad.answer = (asked) => (asked === path ? answer : { body: recordedAnswers[asked] });
    const [first, second] = await look();
    expect(first).toMatchObject({ node: 'brunswick', reachable: true });
    expect(second).toMatchObject({
      node: 'fawkner',
      reachable: false,
      tryThis: expect.arrayContaining([expect.any(String)]),
    });
    expect(wordsOf(second)).toMatch(says);
  });

  test('where its answer never ends', async () => {
    bad.answer = (asked, response) => {
      if (asked !== '/services') return { body: recordedAnswers[asked] };
      const piece = Buffer.alloc(1 << 20, ' ');
      const pour = () => void (response.write(piece) ? setImmediate(pour) : response.once('drain', pour));
      pour();
      return undefined;
    };
    const [first, second] = await look();
    expect(first?.reachable).toBe(true);
    expect(wordsOf(second)).toMatch(/GET \/services is not understood: it is longer than 64 MiB/);
  });
});

test('what Docker knows and tend does not makes no difference', async () => {
  bad.answer = (asked) => ({ body: withMore(recordedAnswers[asked]) });
  expect((await look()).map(({ reachable }) => reachable)).toEqual([true, true]);
});

test('an empty swarm is seen as one, with null for what Go leaves unset', async () => {
  bad.answer = (asked) => ({ body: { '/info': info, '/nodes': [], '/volumes': { Volumes: null } }[asked] ?? [] });
  const [, second] = await look();
  expect(second).toMatchObject({ reachable: true, services: [], volumes: [] });
});

async function look(): Promise<Observation[]> {
  const nodes = realNodes(realEnvironment(), realPrograms, realClock);
  const wanted = [
    makeNode({ name: 'brunswick', host: 'local', socket: good.socket }),
    makeNode({ name: 'fawkner', host: 'local', socket: bad.socket }),
  ];
  try {
    return await observeRegion({ nodes, clock: realClock, tell: () => undefined }, wanted);
  } finally {
    await nodes.closeAll();
  }
}

function wordsOf(seen: Observation | undefined): string {
  return seen && !seen.reachable ? [seen.message, ...seen.details].join(': ') : 'it was seen';
}

function withState(LocalNodeState: string): object {
  return { ...info, Swarm: { ...(info['Swarm'] as object), LocalNodeState } };
}

function withEnv(Env: unknown): object {
  const spec = service['Spec'] as { TaskTemplate: { ContainerSpec: object } };
  const ContainerSpec = { ...spec.TaskTemplate.ContainerSpec, Env };
  return { ...service, Spec: { ...spec, TaskTemplate: { ...spec.TaskTemplate, ContainerSpec } } };
}

function withMore(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withMore);
  if (typeof value !== 'object' || value === null) return value;
  const inner = Object.entries(value).map(([key, one]) => [key, key === 'Labels' ? one : withMore(one)]);
  return { ...Object.fromEntries(inner), Newer: [{ Than: null }] };
}

function cutShort(): string {
  return 'HTTP/1.1 200 OK\r\nContent-Length: 999\r\n\r\n[{"ID":"x"}';
}

function twoLengths(): string {
  return 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 7\r\n\r\n[]';
}
