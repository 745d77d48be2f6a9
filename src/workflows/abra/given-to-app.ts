import type { App } from '../../model/region.js';
import type { GivenToApp } from './merge-app.js';

/** What an app of the region has by defaults and rules, beside what stands in its own lines. Pure. */
export function givenToApp(app: App | undefined): GivenToApp {
  const { env = {}, defaults, origins = {}, secrets = {}, overlays = [] } = app ?? {};
  const all = { ...defaults?.env, ...env };
  const given = Object.keys(origins).flatMap((key) => (all[key] === undefined ? [] : [[key, all[key]] as const]));
  const shared = Object.entries(secrets).filter(([, secret]) => secret.kind === 'generate' && secret.shared);
  return {
    env: Object.fromEntries(given),
    overlays: [...(defaults?.overlays ?? []), ...overlays],
    secrets: shared.map(([key]) => key),
  };
}
