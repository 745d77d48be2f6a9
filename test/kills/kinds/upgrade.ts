import { appLine, makeSmallRegion, mustEndWell, runningFaults, secretsOf } from '../apps-fixture.js';
import type { Kill, Site } from '../kill.js';
import { runGit } from '../../support/git-repo.js';

/** `tend upgrade`, which edits and commits region.yml before it applies. */
export async function killUpgrade({ fixture, name }: Site): Promise<Kill> {
  const region = makeSmallRegion(fixture);
  region.write(appLine(name));
  await mustEndWell(region, 'apply', '--yes');
  const secrets = await secretsOf(fixture, name);
  const apps = [name];
  return { region, args: ['upgrade', name, '1.1.0+2', '--yes'], apps, faults };

  async function faults(): Promise<string[]> {
    const after = await secretsOf(fixture, name);
    const lost = after === secrets ? [] : [`secrets were ${secrets}, and are ${after}`];
    const written = runGit(region.folder, 'show', 'HEAD:region.yml').includes('version: 1.1.0+2');
    const running = await runningFaults(fixture, region, { apps, image: 'small:2' });
    return [...lost, ...(written ? [] : ['region.yml in git does not say 1.1.0+2']), ...running];
  }
}
