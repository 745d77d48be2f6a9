import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { fetchDocker } from '../../src/lab/fetch-docker.js';
import { realLabTools, type LabTools } from '../../src/tools/lab-tools.js';
import type { ProgramResult } from '../../src/tools/programs.js';

let cacheFolder: string;
beforeEach(() => {
  cacheFolder = mkdtempSync(join(tmpdir(), 'tend-docker-'));
});
afterEach(() => rmSync(cacheFolder, { recursive: true, force: true }));

describe('another Docker for a lab', () => {
  test('is unpacked into the cache and tells its version', async () => {
    const { tools } = machine();
    const folder = join(cacheFolder, 'lab-docker/28');
    expect(await fetchDocker(tools, '28')).toEqual({ folder, version: '28.5.2+dfsg4' });
    expect(readdirSync(join(cacheFolder, 'lab-docker'))).toEqual(['28']);
    expect(existsSync(join(folder, 'apt'))).toBe(false);
  });

  test('is fetched once, and where it is fetched that is told', async () => {
    const { tools, ran } = machine();
    const told: string[] = [];
    await fetchDocker(tools, '28', (suite) => void told.push(suite));
    const before = ran.length;
    await fetchDocker(tools, '28', (suite) => void told.push(suite));
    expect(ran).toHaveLength(before);
    expect(told).toEqual(['forky']);
  });

  test("leaves the machine's own package lists alone and installs nothing", async () => {
    const { tools, ran } = machine();
    await fetchDocker(tools, '28');
    const apt = ran.filter((line) => line.startsWith('apt-get -q '));
    expect(apt).toHaveLength(2);
    for (const line of apt) expect(line).toContain(`Dir::State=${cacheFolder}`);
    expect(apt[1]).toContain('--download-only install docker.io docker-cli containerd');
  });

  test('begins again where the last try was cut off', async () => {
    const { tools } = machine({ 'dpkg-deb': { exitCode: 2, stderr: 'disk full' } });
    await expect(fetchDocker(tools, '28')).rejects.toMatchObject({ details: ['disk full'] });
    expect(await fetchDocker(machine().tools, '28')).toMatchObject({ version: '28.5.2+dfsg4' });
  });

  test('is not looked for in lists that could not be fetched', async () => {
    const { tools, ran } = machine();
    await fetchDocker(tools, '28');
    expect(ran.find((line) => line.endsWith(' update'))).toContain('APT::Update::Error-Mode=any');
  });

  test('that cannot be had is named with what apt said and the way without it', async () => {
    const { tools } = machine({ 'apt-get': { exitCode: 100, stderr: 'E: no such suite' } });
    await expect(fetchDocker(tools, '28')).rejects.toMatchObject({
      code: 'LAB_NOT_POSSIBLE',
      message: 'Docker 28 for a lab cannot be had on this machine',
      details: ['E: no such suite'],
      tryThis: ["with this machine's own Docker: tend lab up", expect.any(String)],
    });
  });

  test('is refused where the suite has moved on to another release', async () => {
    const { tools } = machine({ dockerd: { stdout: 'Docker version 29.1.0, build 1' } });
    await expect(fetchDocker(tools, '28')).rejects.toMatchObject({
      details: ['Debian forky has Docker 29.1.0 by now'],
    });
  });
});

type Answers = Readonly<Record<string, Partial<ProgramResult>>>;

/** A Debian machine whose apt-get brings three packages, unless `answers` say how a program ends. */
function machine(answers: Answers = {}): { readonly tools: LabTools; readonly ran: string[] } {
  const real = realLabTools();
  const ran: string[] = [];
  const files: LabTools['files'] = {
    ...real.files,
    readText: async (path) =>
      path === '/etc/os-release' ? 'ID=debian\nVERSION_CODENAME=bookworm\n' : real.files.readText(path),
  };
  const run: LabTools['programs']['run'] = async (_setpriv, [, , path = '', ...words]) => {
    const program = path.split('/').at(-1) ?? '';
    ran.push([program, ...words].join(' '));
    if (words.includes('install')) bring(words);
    const stdout = program === 'dockerd' ? 'Docker version 28.5.2+dfsg4, build 3ef3c07' : '';
    const good = { exitCode: 0, stdout, stderr: '', timedOut: false, missing: false };
    if (words[0] === 'indextargets') return { ...good, stdout: 'bookworm http://mirror.example.org/debian/' };
    return { ...good, ...answers[program] };
  };
  const environment = { ...real.environment, cacheFolder };
  return { tools: { ...real, environment, files, programs: { ...real.programs, run } }, ran };
}

function bring(words: readonly string[]): void {
  const state = words.find((word) => word.startsWith('Dir::Cache='))?.slice('Dir::Cache='.length) ?? '';
  for (const name of ['docker.io', 'docker-cli', 'containerd', 'libfoo'])
    writeFileSync(join(state, 'archives', `${name}_1_amd64.deb`), '');
}
