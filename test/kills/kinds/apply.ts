import { lookFor } from '../look-for.js';
import { appLine, makeSmallRegion, mustEndWell, planFaults, runningFaults, secretsOf } from '../apps-fixture.js';
import type { Kill, Site } from '../kill.js';
import { stackOf } from '../look-after.js';

const args = ['apply', '--yes'];

/** A first deployment, a change, or a removal. */
export async function killApply(site: Site): Promise<Kill> {
  const what = site.chance();
  if (what < 0.5) return killDeploy(site);
  return what < 0.8 ? killChange(site) : killRemoval(site);
}

async function killDeploy({ fixture, name }: Site): Promise<Kill> {
  const region = makeSmallRegion(fixture);
  region.write(appLine(name));
  const apps = [name];
  return { region, args, apps, faults: () => runningFaults(fixture, region, { apps, image: 'small:1' }) };
}

async function killChange({ fixture, name }: Site): Promise<Kill> {
  const region = makeSmallRegion(fixture);
  region.write(appLine(name));
  await mustEndWell(region, ...args);
  const secrets = await secretsOf(fixture, name);
  region.write(appLine(name, '1.1.0+2', ', env: { GREETING: moin }'));
  const apps = [name];
  return { region, args, apps, faults };

  async function faults(): Promise<string[]> {
    const after = await secretsOf(fixture, name);
    const lost = after === secrets ? [] : [`secrets were ${secrets}, and are ${after}`];
    return [...lost, ...(await runningFaults(fixture, region, { apps, image: 'small:2' }))];
  }
}

async function killRemoval({ fixture, name }: Site): Promise<Kill> {
  const region = makeSmallRegion(fixture);
  region.write(appLine(name));
  await mustEndWell(region, ...args);
  const secrets = await secretsOf(fixture, name);
  region.write(appLine(name, '1.0.0+1', ', state: absent'));
  return { region, args: [...args, '--app', name, '--remove', name], apps: [name], faults };

  async function faults(): Promise<string[]> {
    const left = await lookFor(fixture, ['service', 'network', 'config'], stackOf(name));
    const after = await secretsOf(fixture, name);
    const lost = after === secrets ? [] : [`secrets were ${secrets}, and are ${after}`];
    return [...left.map((one) => `not removed: ${one}`), ...lost, ...(await planFaults(region))];
  }
}
