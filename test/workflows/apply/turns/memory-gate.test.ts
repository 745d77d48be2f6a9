import { describe, expect, test } from '@jest/globals';
import {
  memoryGate,
  memoryToLeave,
  memoryWanted,
  type MemoryGate,
} from '../../../../src/workflows/apply/turns/memory-gate.js';
import { makeServiceSpec } from '../../../support/builders.js';
import { makeTimeline } from '../../../support/clocks.js';

const MB = 1024 * 1024;
const total = 2000 * MB;
const fresh = { bytes: 64 * MB, mustGo: false };

describe('a node with little memory', () => {
  test('lets the first app start as ever', async () => {
    const { gate } = makeGate(() => 0);
    expect(await gate.enter('a', fresh)).toBeUndefined();
  });

  test('counts what has begun to start and is not seen in its figures yet', async () => {
    const { gate, clock, waits } = makeGate(() => 300 * MB);
    await enterAll(gate, 'ab');
    const third = gate.enter('c', fresh);
    await clock.sleep(5_000);
    expect(waits).toContain('c');
    gate.hasStarted('a');
    expect(await third).toBeUndefined();
  });

  test('lets further ones wait until others have given memory back', async () => {
    let free = 100 * MB;
    const { gate, clock } = makeGate(() => free);
    await gate.enter('a', fresh);
    const second = gate.enter('b', fresh);
    await clock.sleep(100_000);
    gate.hasEnded('a');
    await clock.sleep(10_000);
    free = 900 * MB;
    expect(await second).toBeUndefined();
  });

  test('starts no more where nothing is under way for half a minute and memory does not come back', async () => {
    const { gate, clock } = makeGate(() => 100 * MB);
    await gate.enter('a', fresh);
    const second = gate.enter('b', fresh);
    await clock.sleep(100_000);
    gate.hasEnded('a');
    expect(await second).toEqual({ free: 100 * MB, wanted: 192 * MB });
    expect(clock.monotonic()).toBeGreaterThanOrEqual(130_000);
    const later = clock.monotonic();
    expect(await gate.enter('c', fresh)).toEqual({ free: 100 * MB, wanted: 192 * MB });
    expect(clock.monotonic()).toBe(later);
  });

  test('changes what runs once nothing else is under way', async () => {
    const { gate, clock } = makeGate(() => 0);
    await gate.enter('a', fresh);
    const change = gate.enter('b', { ...fresh, mustGo: true });
    await clock.sleep(50_000);
    gate.hasEnded('a');
    expect(await change).toBeUndefined();
    expect(clock.monotonic()).toBeLessThan(55_000);
  });

  test('ends the waiting where somebody says stop', async () => {
    const { gate, clock, stop } = makeGate(() => 0);
    await gate.enter('a', fresh);
    const second = gate.enter('b', fresh);
    await clock.sleep(3_000);
    stop.abort();
    expect(await second).toBeUndefined();
  });
});

test.each([
  ['does not tell its memory', async () => undefined],
  ['does not answer', async () => Promise.reject(new Error('gone'))],
])('a node that %s keeps nobody waiting', async (_, freeMemory) => {
  const { gate, clock } = makeGate(() => 0, freeMemory);
  await enterAll(gate, 'abcd');
  expect(clock.monotonic()).toBe(0);
});

test('so much is left to what runs: a twentieth, 128 MB at least and 512 MB at most', () => {
  expect([1000, 4000, 64_000].map((size) => memoryToLeave(size * MB) / MB)).toEqual([128, 200, 512]);
});

test('an app wants what it reserves, 64 MB a task where it says nothing', () => {
  const TaskTemplate = makeServiceSpec().TaskTemplate;
  const reserving = { ...TaskTemplate, Resources: { Reservations: { MemoryBytes: 300 * MB } } };
  const twice = { Mode: { Replicated: { Replicas: 2 } } };
  const specs = [makeServiceSpec(twice), makeServiceSpec({ TaskTemplate: reserving })];
  expect(memoryWanted(specs) / MB).toBe(2 * 64 + 300);
});

async function enterAll(gate: MemoryGate, apps: string): Promise<void> {
  for (const app of apps) expect(await gate.enter(app, fresh)).toBeUndefined();
}

function makeGate(free: () => number, freeMemory: MakeFree = async () => ({ total, free: free() })) {
  const clock = makeTimeline().clock();
  const stop = new AbortController();
  const waits: string[] = [];
  const gate = memoryGate({ freeMemory, clock, signal: stop.signal, onWait: (app) => void waits.push(app) });
  return { gate, clock, stop, waits };
}

type MakeFree = Parameters<typeof memoryGate>[0]['freeMemory'];
