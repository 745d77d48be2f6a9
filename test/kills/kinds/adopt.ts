import { appLine, makeSmallRegion, mustEndWell, runningFaults } from '../apps-fixture.js';
import type { Kill, Site } from '../kill.js';
import { stackOf } from '../look-after.js';

/** `tend adopt` of a stack that no line of the manifest names any more. */
export async function killAdopt({ fixture, name }: Site): Promise<Kill> {
  const region = makeSmallRegion(fixture);
  region.write(appLine(name));
  await mustEndWell(region, 'apply', '--yes');
  region.write('  {}');
  const apps = [name];
  const args = ['adopt', 'one', stackOf(name), '--recipe', '../small', '--name', name];
  const faults = () => runningFaults(fixture, region, { apps, image: 'small:1' });
  return { region, args, apps, doneAlready: `is the app ${name} already`, faults };
}
