import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { recoverLog } from '../../../src/changelog/recover-log.js';
import { verifyChangelog } from '../../../src/changelog/verify/verify-changelog.js';
import { openRegionChangelog, type RegionChangelog } from '../../../src/workflows/changelog/region-changelog.js';
import { intentOf, origin } from '../../changelog/entries.js';
import { makeHere, type Here } from '../../changelog/here.js';
import { Ended, toolsUntil } from '../../changelog/race/killed.js';
import { letIn } from '../../changelog/race/race.js';

let here: Here;
beforeEach(async () => {
  here = makeHere();
  await letIn(here, ['ada', 'bo']);
});
afterEach(() => here.remove());

/** A machine that ends after so many calls that change something. */
function open(machine: string, last = Number.POSITIVE_INFINITY): RegionChangelog & { readonly calls: () => number } {
  const tools = toolsUntil(here.folder, machine, last);
  const where = { remotes: [here.remote], regionFolder: join(here.folder, 'region'), regionName: 'merri-bek' };
  return { ...openRegionChangelog(tools, { origin, ...where }), calls: tools.calls };
}

function append(changelog: RegionChangelog, machine: string, app: string) {
  return changelog.append([intentOf(app, { actor: `op-${machine}` })]);
}

async function problems(...machines: string[]): Promise<string[]> {
  const found: string[] = [];
  for (const machine of machines) {
    const { problems: wrong } = await verifyChangelog(open(machine).place, { deep: true, anchor: {} });
    found.push(...wrong.map(({ says }) => says));
  }
  return found;
}

function stateOf(machine: string): string {
  const [name = ''] = readdirSync(join(here.folder, machine));
  return join(here.folder, machine, name);
}

async function appsOf(machine: string): Promise<string[]> {
  const { entries } = await open(machine).list();
  return entries.flatMap(({ entry }) => (entry.type === 'intent' ? entry.steps.map(({ app }) => app) : []));
}

describe('a writer who is ended', () => {
  test('between any two calls of git or writes of files heals, although others went on', async () => {
    const whole = open('ada');
    await append(whole, 'ada', 'whole');
    await append(open('bo'), 'bo', 'bo');
    const again = open('ada');
    await append(again, 'ada', 'again');
    const steps = again.calls();
    expect(steps).toBeGreaterThan(12);
    for (let step = 1; step < steps; step++) {
      await open('bo').append([intentOf(`before${step}`, { actor: 'op-bo' })]);
      await expect(append(open('ada', step), 'ada', `killed${step}`)).rejects.toThrow(Ended);
      await append(open('bo'), 'bo', `bo${step}`);
      await append(open('ada'), 'ada', `ada${step}`);
    }
    const apps = await appsOf('cleo');
    expect(new Set(apps).size).toBe(apps.length);
    for (let step = 1; step < steps; step++) expect(apps).toEqual(expect.arrayContaining([`bo${step}`, `ada${step}`]));
    expect(await problems('ada', 'bo', 'cleo')).toEqual([]);
  });
});

/** Ends ada after she signed a head, before or after the remote took it. */
async function endWhileSigning(name: RegExp): Promise<void> {
  for (let step = 1; ; step++) {
    const before = here.git('rev-parse', 'main').trim();
    const ada = open('ada', step);
    await append(ada, 'ada', `signed${step}`).catch(() => undefined);
    const there = readdirSync(join(here.folder, 'ada')).length > 0 ? heads('ada') : [];
    if (there.some((head) => name.test(head))) return void here.git('update-ref', 'refs/heads/main', before);
    await append(open('ada'), 'ada', `again${step}`);
    rmSync(join(stateOf('ada'), 'signed-heads'), { recursive: true, force: true });
  }
}

function heads(machine: string): string[] {
  const folder = join(stateOf(machine), 'signed-heads');
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

/** The machine's copy of the log is gone; heads and keys are not. */
function forgetLog(machine: string): void {
  rmSync(join(stateOf(machine), 'changelog.git'), { recursive: true });
  rmSync(join(stateOf(machine), 'log.json'), { force: true });
}

describe('a head that was signed over what others have written otherwise since', () => {
  test('is no alarm where it was never known to be published; the log owns up to it', async () => {
    await endWhileSigning(/\.signing$/);
    forgetLog('ada');
    await append(open('bo'), 'bo', 'instead');
    await append(open('ada'), 'ada', 'next');
    const { entries } = await open('cleo').list();
    expect(entries.slice(-2).map(({ entry }) => entry.type)).toEqual(['fork', 'intent']);
    expect(heads('ada').length).toBe(1);
    expect(await problems('ada', 'bo', 'cleo')).toEqual([]);
  });

  test('stops where it was published, until it is owned up to', async () => {
    await endWhileSigning(/\d-[0-9a-f]{8}$/);
    forgetLog('ada');
    await append(open('bo'), 'bo', 'instead');
    const { entries } = await open('cleo').list();
    await expect(append(open('ada'), 'ada', 'next')).rejects.toMatchObject({ code: 'CHANGELOG_FORKED' });
    expect((await open('cleo').list()).entries.length).toBe(entries.length);
    expect(await recoverLog(open('ada').place, 'op-ada')).toEqual({ how: 'owned-up', entries: 0 });
    await append(open('ada'), 'ada', 'next');
    expect(await problems('ada', 'bo', 'cleo')).toEqual([]);
    expect(await recoverLog(open('ada').place, 'op-ada')).toEqual({ how: 'nothing', entries: 0 });
  });
});
