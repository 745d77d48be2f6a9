import { runGit } from '../../support/git-repo.js';
import { appLine, makeSmallRegion, mustEndWell, runningFaults } from '../apps-fixture.js';
import type { Kill, Site } from '../kill.js';
import { stackOf } from '../look-after.js';

/** `tend keep` of a variable that somebody set on the server. */
export async function killKeep({ fixture, name }: Site): Promise<Kill> {
  const region = makeSmallRegion(fixture);
  region.write(appLine(name));
  await mustEndWell(region, 'apply', '--yes');
  await fixture.docker(1, 'service', 'update', '--quiet', '--env-add', 'GREETING=moin', `${stackOf(name)}_app`);
  const apps = [name];
  return { region, args: ['keep', name], apps, doneAlready: 'nothing to keep', faults };

  async function faults(): Promise<string[]> {
    const kept = region.entries().filter(({ type }) => type === 'drift').length;
    const written = runGit(region.folder, 'show', 'HEAD:region.yml').includes('GREETING: moin');
    return [
      ...(kept === 1 ? [] : [`${kept} entries say that it was kept`]),
      ...(written ? [] : ['region.yml in git does not have what was kept']),
      ...(await runningFaults(fixture, region, { apps, image: 'small:1' })),
    ];
  }
}
