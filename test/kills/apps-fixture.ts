import { expectSoon } from '../live/support/expect-soon.js';
import type { LabFixture } from '../live/support/lab-fixture.js';
import { makeTestRegion, smallRecipe, type TestRegion } from '../live/support/test-region.js';
import { stackOf } from './look-after.js';

/** Seconds until what is wanted runs on a slow machine. */
const patience = 120;

/** A region with a small recipe of two versions beside it. */
export function makeSmallRegion(fixture: LabFixture): TestRegion {
  const region = makeTestRegion(fixture);
  region.recipe(
    'small',
    smallRecipe([
      { tag: '1.0.0+1', image: 'small:1' },
      { tag: '1.1.0+2', image: 'small:2' },
    ]),
  );
  return region;
}

/** `  wiki: { recipe: ../small, node: one, version: 1.0.0+1 }` */
export function appLine(app: string, version = '1.0.0+1', more = ''): string {
  return `  ${app}: { recipe: ../small, node: one, version: ${version}${more} }`;
}

/** Runs tend, which has to end well; a machine with too much to do may need a second run. */
export async function mustEndWell(region: TestRegion, ...args: readonly string[]): Promise<void> {
  if ((await region.tend(...args)).exitCode === 0) return;
  const { exitCode, stdout, stderr } = await region.tend(...args);
  if (exitCode !== 0) throw new Error(`tend ${args.join(' ')} ended with ${exitCode}\n${stdout}\n${stderr}`);
}

/** Id of each secret of an app by its name. */
export async function secretsOf(fixture: LabFixture, app: string): Promise<string> {
  return fixture.docker(1, 'secret', 'ls', '--format', '{{.Name}} {{.ID}}', '--filter', `name=${stackOf(app)}_`);
}

/** What is wrong with apps that have to run an image, each with its one secret; and with a plan after it. */
export async function runningFaults(
  fixture: LabFixture,
  region: TestRegion,
  { apps, image }: { readonly apps: readonly string[]; readonly image: string },
): Promise<string[]> {
  const faults = await Promise.all(apps.map((app) => appFaults(fixture, app, image)));
  return [...faults.flat(), ...(await planFaults(region))];
}

async function appFaults(fixture: LabFixture, app: string, image: string): Promise<string[]> {
  const service = `${stackOf(app)}_app`;
  const look = ['service', 'ls', '--filter', `name=${service}`, '--format', '{{.Replicas}} {{.Image}}'];
  const runs = async () => (await fixture.docker(1, ...look)).startsWith(`1/1 ${image}`);
  const isThere = await expectSoon(runs, patience).then(
    () => true,
    () => false,
  );
  const secrets = (await secretsOf(fixture, app)).split('\n').filter(Boolean);
  return [
    ...(isThere ? [] : [`${service} is not as wanted: ${await fixture.docker(1, ...look)}`]),
    ...(secrets.length === 1 ? [] : [`${app} has ${secrets.length} secrets`]),
  ];
}

/** One more apply has nothing to do, and adds nothing to the record. */
export async function planFaults(region: TestRegion): Promise<string[]> {
  const before = region.entries().length;
  const { exitCode, stdout, stderr } = await region.tend('apply', '--yes');
  const added = region.entries().length - before;
  if (exitCode === 0 && added === 0 && /No changes|Nothing to do/.test(stdout)) return [];
  return [`one more apply ends with ${exitCode}, ${added} entries more: ${stdout}${stderr}`];
}
