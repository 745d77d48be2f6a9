import type { AppDefaults } from '../model/region.js';
import type { DefaultsManifest } from './defaults-schema.js';

/** Defaults of the region and of a node, the node's before the region's, with where each env key comes from. */
export interface MadeDefaults extends Pick<DefaultsManifest, 'steward' | 'deputies' | 'critical'> {
  /** None: nothing that a recipe would see. */
  readonly forApp?: AppDefaults;
  readonly origins: Readonly<Record<string, string>>;
}

export function makeDefaults(region: DefaultsManifest = {}, node: DefaultsManifest = {}, nodeName = ''): MadeDefaults {
  const { env: regionEnv = {}, overlays: regionOverlays = [], ...people } = region;
  const { env: nodeEnv = {}, overlays: nodeOverlays = [], ...nodePeople } = node;
  const env = Object.fromEntries(
    Object.entries({ ...regionEnv, ...nodeEnv }).map(([key, value]) => [key, String(value)]),
  );
  const overlays = [...new Set([...regionOverlays, ...nodeOverlays])];
  const isEmpty = Object.keys(env).length === 0 && overlays.length === 0;
  return {
    ...people,
    ...nodePeople,
    ...(isEmpty ? {} : { forApp: { env, overlays } }),
    origins: { ...originsOf(regionEnv, 'defaults of the region'), ...originsOf(nodeEnv, `defaults of ${nodeName}`) },
  };
}

/** The same words for each key. */
function originsOf(env: Readonly<Record<string, unknown>>, words: string): Record<string, string> {
  return Object.fromEntries(Object.keys(env).map((key) => [key, words]));
}
