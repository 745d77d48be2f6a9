import { KnownError } from '../../model/known-error.js';
import type { App, Region } from '../../model/region.js';

/**
 * Apps that `--remove` names. USAGE where the manifest wants one of them: it is not removed by a flag, and a plan
 * without any change would look as if it had been.
 */
export function chooseRemovals(
  region: Region,
  { removals = [] }: { readonly removals?: readonly string[] },
): App['name'][] {
  const named = region.apps.filter(({ name, key }) => removals.includes(name) || removals.includes(key));
  const kept = named.find((app) => app.state === 'present');
  if (!kept) return named.map((app) => app.name);
  throw new KnownError('USAGE', `the manifest wants ${kept.name} to run: --remove undeploys what it wants absent`, {
    tryThis: [
      `write state: absent at ${kept.key} in the manifest, then: tend apply --app ${kept.name} --remove ${kept.name}`,
    ],
  });
}
