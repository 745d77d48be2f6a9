import { existsSync, globSync } from 'node:fs';
import { lockName } from '../../src/apply/lock-config.js';
import type { LabFixture } from '../live/support/lab-fixture.js';
import type { TestRegion } from '../live/support/test-region.js';
import { runGit } from '../support/git-repo.js';
import type { Kill } from './kill.js';

/** What is wrong after a second run, whatever the command was: the record, locks, files. */
export async function lookAfter(fixture: LabFixture, kill: Kill): Promise<string[]> {
  const { region, apps, folder = region.folder } = kill;
  const locks = await Promise.all(apps.map((app) => lockFaults(fixture, app)));
  return [...locks.flat(), ...filesLeft(folder), ...(await recordFaults(region)), ...(await kill.faults())];
}

const leaseSeconds = 30;

/** A lock of the dead run may lie there until somebody wants it; nobody may hold it beyond its lease. */
async function lockFaults(fixture: LabFixture, app: string): Promise<string[]> {
  const before = await lockOf(fixture, app);
  if (before === '') return [];
  await new Promise((resolve) => setTimeout(resolve, (leaseSeconds + 2) * 1000));
  const after = await lockOf(fixture, app);
  return after === '' || after === before ? [] : [`a lock is held: ${before}, then ${after}`];
}

/** Id and version; a holder that lives changes it every few seconds. */
async function lockOf(fixture: LabFixture, app: string): Promise<string> {
  const id = await fixture.docker(1, 'config', 'ls', '--quiet', '--filter', `name=${lockName(stackOf(app))}`);
  if (id === '') return '';
  const { stdout } = await fixture.tryDocker(1, ['config', 'inspect', '--format', '{{.ID}} {{.Version.Index}}', id]);
  return stdout.trim();
}

/** Name of an app's stack in a test region. */
export function stackOf(app: string): string {
  return `${app}_test_example`;
}

function filesLeft(folder: string): string[] {
  const dirty = runGit(folder, 'status', '--porcelain');
  const left = globSync(['**/.*.new', '.git/**/*.lock'], { cwd: folder });
  return [
    ...(dirty === '' ? [] : [`git finds uncommitted: ${dirty.replaceAll('\n', ', ')}`]),
    ...left.map((file) => `a file is left: ${file}`),
  ];
}

/** Every announced step has one outcome, and the record verifies. */
async function recordFaults(region: TestRegion): Promise<string[]> {
  if (!existsSync(region.changelog)) return [];
  const { exitCode, stdout, stderr } = await region.tend('changelog', 'verify', '--deep');
  if (exitCode !== 0) return [`verify ends with ${exitCode}: ${stdout}${stderr}`];
  const entries = region.entries();
  const announced = entries.flatMap(({ steps }) => (steps as unknown[] | undefined) ?? []).length;
  const outcomes = entries
    .filter(({ type }) => type === 'outcome')
    .map(({ intent, step }) => `${String(intent)} ${String(step)}`);
  const isWhole = announced === outcomes.length && new Set(outcomes).size === outcomes.length;
  return isWhole ? [] : [`${announced} steps are announced, and there are ${outcomes.length} outcomes`];
}
