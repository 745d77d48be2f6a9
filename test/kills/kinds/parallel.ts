import { appLine, makeSmallRegion, mustEndWell, runningFaults } from '../apps-fixture.js';
import type { Kill, Site } from '../kill.js';

/** Four apps at once: their first deployment, or a change of all. */
export async function killParallel({ fixture, name, chance }: Site): Promise<Kill> {
  const region = makeSmallRegion(fixture);
  const apps = ['a', 'b', 'c', 'd'].map((letter) => `${name}${letter}`);
  const args = ['apply', '--yes', '--parallel', '4'];
  const isChange = chance() < 0.5;
  if (isChange) {
    region.write(apps.map((app) => appLine(app)).join('\n'));
    await mustEndWell(region, ...args);
  }
  region.write(apps.map((app) => appLine(app, '1.1.0+2')).join('\n'));
  return { region, args, apps, faults: () => runningFaults(fixture, region, { apps, image: 'small:2' }) };
}
