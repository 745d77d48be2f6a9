import { spawn } from 'node:child_process';
import { afterAll, describe, expect, test } from '@jest/globals';
import { labNames } from '../../src/lab/lab-names.js';
import { lowerLab, sweepLabs } from '../../src/lab/lower-lab.js';
import { makeSmallImage } from '../../src/lab/make-small-image.js';
import { putImages } from '../../src/lab/put-images.js';
import { raiseLab } from '../../src/lab/raise-lab.js';
import { readLab } from '../../src/lab/read-lab.js';
import { realLabTools } from '../../src/tools/lab-tools.js';
import { labFixture } from './support/lab-fixture.js';
import { expectSoon } from './support/expect-soon.js';
import { tracesOf } from './support/traces.js';

const tools = realLabTools();
const numbers = [61, 62, 63];

describe('a lab that is lowered', () => {
  afterAll(async () => {
    for (const number of numbers) await lowerLab(tools, number);
  });

  test('leaves nothing behind, with containers running in it', async () => {
    const lab = await raiseLab(tools, { number: 61, nodes: 2, swarm: 'one' });
    await putImages(tools, lab, [makeSmallImage('web:1', { kind: 'stubborn' })]);
    const fixture = labFixture(tools, () => lab);
    await fixture.docker(1, 'service', 'create', '-q', '-d', '--replicas', '4', 'web:1');
    await expectSoon(async () => (await fixture.docker(2, 'ps', '-q')) !== '');
    expect((await tracesOf(tools, 61)).length).toBeGreaterThan(10);
    await lowerLab(tools, 61);
    expect(await tracesOf(tools, 61)).toEqual([]);
  });

  test('may be lowered twice, and without ever having been', async () => {
    await lowerLab(tools, 61);
    await lowerLab(tools, 61);
    expect(await tracesOf(tools, 61)).toEqual([]);
  });

  test.each([30, 120, 250, 400, 700, 1000])('is swept whole when killed %d ms into raising', async (ms) => {
    await raiseAndKill(62, ms);
    expect(await readLab(tools, 62)).toBeUndefined();
    await expectSwept(62);
  });

  test('gives its number to the next one when killed half-way', async () => {
    await raiseAndKill(62, 500);
    const lab = await raiseLab(tools, { number: 62, nodes: 1 });
    expect((await labFixture(tools, () => lab).ssh(1, 'docker node ls -q')).exitCode).toBe(0);
    await lowerLab(tools, 62);
    expect(await tracesOf(tools, 62)).toEqual([]);
  });

  test('gives its number to one who wants it while another still sweeps it away', async () => {
    const release = await tools.exclusive.hold(labNames(62).lock);
    const raising = raiseLab(tools, { number: 62, nodes: 1 });
    await new Promise((resolve) => setTimeout(resolve, 2000));
    await release?.();
    expect((await raising).number).toBe(62);
    await lowerLab(tools, 62);
  });

  test('goes with the process it belongs to, and the labs of others stay', async () => {
    const gone = { pid: (await tools.background.self()).pid, started: '1' };
    await raiseLab(tools, { number: 63, nodes: 1 });
    await raiseLab(tools, { number: 62, nodes: 1, owner: gone });
    await expectSwept(62);
    expect(await readLab(tools, 63)).toBeDefined();
  });
});

/** Whoever raises a lab on this machine sweeps too, another test file for one: then it is not us who takes this one away. */
async function expectSwept(number: number): Promise<void> {
  await sweepLabs(tools);
  await expectSoon(async () => (await tracesOf(tools, number)).length === 0).catch(() => undefined);
  expect(await tracesOf(tools, number)).toEqual([]);
}

/** Another process raises a lab and is killed after so many milliseconds of work. */
async function raiseAndKill(number: number, ms: number): Promise<void> {
  const program = new URL('./support/raise-slowly.ts', import.meta.url).pathname;
  const tsx = new URL('../../node_modules/tsx/dist/esm/index.mjs', import.meta.url).pathname;
  const child = spawn(process.execPath, ['--import', tsx, program, String(number)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await new Promise((resolve) => child.stdout.once('data', resolve));
  await new Promise((resolve) => setTimeout(resolve, ms));
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGKILL');
  await ended;
}
