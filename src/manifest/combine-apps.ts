import type { AppName } from '../model/brand.js';
import type { App } from '../model/region.js';
import type { CheckedManifest } from './checked-manifest.js';
import { findRule } from './find-rule.js';
import { mistakeIn, type Instance } from './instance.js';
import { makeGift, type Gift } from './make-gift.js';
import type { Mistake } from './mistake.js';
import { shareSecrets } from './share-secrets.js';

export interface CombinedApps {
  readonly apps: readonly App[];
  readonly mistakes: readonly Mistake[];
}

/**
 * Gives apps what combine's rules say of them: to the app that uses another one, and to the one that is used. What the
 * app's own lines say wins. Two rules that give one key two values are a mistake, unless the app sets the key itself.
 */
export function combineApps(
  apps: readonly App[],
  instances: readonly Instance[],
  checked: CheckedManifest,
): CombinedApps {
  const byName = new Map(apps.map((app) => [app.name, app]));
  const from = new Map(instances.map((instance) => [instance.app.name, instance.from]));
  const mistakes: Mistake[] = [];
  const gifts: Gift[] = [];
  for (const app of apps)
    for (const [role, name] of Object.entries(app.uses ?? {})) {
      const used = byName.get(name);
      const found = used && findRule(checked.manifest, { role, app, used });
      const typed = from.get(app.name);
      if (found && 'rule' in found) gifts.push(...makeGift(found, { role, app, used }));
      else if (found && typed && checked.typed.roles.includes(role) === found.isKnown)
        mistakes.push(mistakeIn(typed, ['uses', role], found.says));
    }
  if (gifts.length === 0) return { apps, mistakes };
  const shared = shareSecrets(gifts, byName);
  const combined = apps.map((app) => {
    const own = gifts.filter(({ to }) => to === app.name);
    if (own.length === 0) return app;
    const typed = from.get(app.name);
    for (const { path, says } of [...clashes(app, own), ...shared.mistakesOf(app)])
      if (typed) mistakes.push(mistakeIn(typed, path, says));
    return { ...withGifts(app, own), secrets: { ...shared.secretsOf(app.name), ...app.secrets } };
  });
  return { apps: combined, mistakes };
}

function withGifts(app: App, gifts: readonly Gift[]): App {
  const env = gatheredEnv(gifts);
  const origins = { ...app.origins, ...giftOrigins(gifts) };
  const own = ownKeys(app);
  return {
    ...app,
    env: { ...Object.fromEntries(Object.entries(env).filter(([key]) => !own.includes(key))), ...app.env },
    overlays: [...new Set([...gifts.flatMap(({ overlays }) => overlays), ...app.overlays])],
    origins: Object.fromEntries(Object.entries(origins).filter(([key]) => !own.includes(key))),
  };
}

/** `rule sso for wiki, pond` where several add to one key. */
function giftOrigins(gifts: readonly Gift[]): Record<string, string> {
  const origins: Record<string, string> = {};
  for (const { env, origin, other } of gifts)
    for (const key of Object.keys(env)) origins[key] = key in origins ? `${origins[key]}, ${other}` : origin;
  return origins;
}

/** Keys of which the app itself says what they are, where they come from, or that there are none. */
function ownKeys({ env, envFrom = {}, envUnset = [] }: App): string[] {
  return [...Object.keys(env), ...Object.keys(envFrom), ...envUnset];
}

/** What several add is put together in the manifest's order; what only one gives is what it gives. */
function gatheredEnv(gifts: readonly Gift[]): Record<string, string> {
  const env: Record<string, string> = {};
  for (const gift of gifts)
    for (const [key, { text, between }] of Object.entries(gift.env))
      env[key] = between !== undefined && env[key] !== undefined ? env[key] + between + text : text;
  return env;
}

function clashes(app: App, gifts: readonly Gift[]): { readonly path: string[]; readonly says: string }[] {
  const first = new Map<string, { readonly gift: Gift; readonly text: string }>();
  return gifts.flatMap((gift) =>
    Object.entries(gift.env).flatMap(([key, { text, between }]) => {
      const before = first.get(key);
      if (!before) first.set(key, { gift, text });
      if (!before || between !== undefined || before.text === text || ownKeys(app).includes(key)) return [];
      return [{ path: ['env', key], says: sayClash({ app: app.name, key, one: before.gift, other: gift }) }];
    }),
  );
}

interface Clash {
  readonly app: AppName;
  readonly key: string;
  readonly one: Gift;
  readonly other: Gift;
}

function sayClash({ app, key, one, other }: Clash): string {
  const way = one.role === other.role ? `, or gather both in the rule: ${key}: { add: …, between: ',' }` : '';
  return `${key} of ${app} would have two values: by ${one.origin} and by ${other.origin}. Set ${key} in its env${way}.`;
}
