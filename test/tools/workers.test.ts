import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { makeWorkers, noWorkers, realWorkers } from '../../src/tools/workers.js';

test.each([
  ['no workers', noWorkers],
  ['workers of sources that are not built', realWorkers],
  ['workers of a single core', makeWorkers(1)],
])('%s run every job here, in order', async (_, workers) => {
  const job = { module: import.meta.url, run: (input: number) => input * 2 };
  expect(await collect(workers.map(job, [1, 2, 3]))).toEqual([2, 4, 6]);
  const failing = { module: import.meta.url, run: () => JSON.parse('no') as string };
  await expect(collect(workers.map(failing, [1]))).rejects.toThrow(SyntaxError);
});

// Threads load built modules: what follows runs in a process of its own, from dist.
describe('four threads', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'tend-workers-'));
    writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
    writeFileSync(join(folder, 'jobs.js'), jobs);
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  test('give outputs in the order of the inputs, whoever is ready first, and let the process end', () => {
    const { outputs } = inProcess(`
      const given = await Array.fromAsync(workers.map({ module, run: jobs.work }, [40, 40, 40, 30, 2, 20, 1, 1, 10]));
      return { outputs: given };
    `) as { outputs: { input: number; thread: number }[] };
    expect(outputs.map(({ input }) => input)).toEqual([40, 40, 40, 30, 2, 20, 1, 1, 10]);
    expect(new Set(outputs.map(({ thread }) => thread)).size).toBeGreaterThan(2);
  });

  test('are not started for what is done at once', () => {
    const started = inProcess(`
      const given = await Array.fromAsync(workers.map({ module, run: jobs.work }, [0]));
      return given.map(({ thread }) => thread);
    `);
    expect(started).toEqual([0]);
  });

  test('take inputs only a few ahead', () => {
    const ahead = inProcess(`
      let [taken, given, ahead] = [0, 0, 0];
      function* inputs() { for (; taken < 200; taken++) { ahead = Math.max(ahead, taken - given); yield 1; } }
      for await (const _ of workers.map({ module, run: jobs.work }, inputs())) given++;
      return { taken, given, ahead };
    `) as { taken: number; given: number; ahead: number };
    expect(ahead).toMatchObject({ taken: 200, given: 200 });
    expect(ahead.ahead).toBeLessThan(16);
  });

  test('pass on what a job throws, and work on afterwards', () => {
    const told = inProcess(`
      const inputs = [40, 40, 'fail', 40];
      const failed = await Array.fromAsync(workers.map({ module, run: jobs.work }, inputs)).catch(String);
      return [failed, (await Array.fromAsync(workers.map({ module, run: jobs.work }, [3])))[0].input];
    `);
    expect(told).toEqual(['RangeError: told to fail', 3]);
  });

  test('say that one has died instead of waiting for it, and start another one', () => {
    const told = inProcess(`
      const failed = await Array.fromAsync(workers.map({ module, run: jobs.work }, [40, 40, 'die', 40])).catch(String);
      return [failed, (await Array.fromAsync(workers.map({ module, run: jobs.work }, [3, 4]))).map(({ input }) => input)];
    `);
    expect(told).toEqual(['Error: a worker thread ended with 7', [3, 4]]);
  });

  test('let go where nobody asks further, whatever goes wrong behind', () => {
    const told = inProcess(`
      for await (const { input } of workers.map({ module, run: jobs.work }, [40, 40, 5, 'fail', 5])) if (input === 5) return 'left';
    `);
    expect(told).toBe('left');
  });

  test('take bytes over instead of copying them, where a job says so', () => {
    const told = inProcess(`
      const inputs = [1, 2, 3].map((byte) => new Uint8Array(60_000).fill(byte));
      const job = { module, run: jobs.sum, transfer: ({ buffer }) => [buffer] };
      return [await Array.fromAsync(workers.map(job, inputs)), inputs.map(({ length }) => length)];
    `);
    expect(told).toEqual([
      [60_000, 120_000, 180_000],
      [60_000, 0, 0],
    ]);
  });

  test('know no variables of this process', () => {
    const told = inProcess(`
      return (await Array.fromAsync(workers.map({ module, run: jobs.variables }, [40, 40, 40]))).at(-1);
    `);
    expect(told).toEqual([]);
  });

  function inProcess(body: string): unknown {
    const built = pathToFileURL(join(import.meta.dirname, '../../dist/tools/workers.js')).href;
    const module = pathToFileURL(join(folder, 'jobs.js')).href;
    const script = `
      const { makeWorkers } = await import(${JSON.stringify(built)});
      const module = ${JSON.stringify(module)};
      const [workers, jobs] = [makeWorkers(4), await import(module)];
      console.log(JSON.stringify(await (async () => { ${body} })()));
    `;
    const words = ['--input-type=module', '-e', script];
    return JSON.parse(execFileSync(process.execPath, words, { timeout: 20_000, encoding: 'utf8' }));
  }
});

async function collect<Output>(outputs: AsyncIterable<Output>): Promise<Output[]> {
  const all: Output[] = [];
  for await (const output of outputs) all.push(output);
  return all;
}

const jobs = `
  import { threadId } from 'node:worker_threads';
  export function work(input) {
    if (input === 'fail') throw new RangeError('told to fail');
    if (input === 'die') process.exit(7);
    const end = performance.now() + input;
    while (performance.now() < end);
    return { input, thread: threadId };
  }
  export function sum(bytes) {
    work(40);
    return bytes.reduce((sum, byte) => sum + byte);
  }
  export function variables(ms) {
    work(ms);
    return Object.keys(process.env);
  }
`;
