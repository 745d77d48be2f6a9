import { given } from '../../model/given.js';
import type { AppManifest } from '../../manifest/app-schema.js';
import { domainSchema } from '../../manifest/value-schemas.js';
import { composeFiles } from '../../render/app-environment.js';
import { extraDomains } from '../../render/extra-domains.js';
import { knownOverlays } from '../../render/known-defaults.js';
import { asApp, type AppToFold } from './app-to-fold.js';

/** Says COMPOSE_FILE as overlays and EXTRA_DOMAINS as further domains, where these give the very same text again. Pure. */
export function foldChoices(wish: AppToFold, app: AppManifest): AppManifest {
  const overlays = overlaysOf(wish, app);
  const alsoAt = furtherDomains(wish, app);
  return {
    ...app,
    ...given({
      alsoAt: alsoAt.length === 0 ? undefined : alsoAt,
      overlays: overlays.length === 0 ? undefined : overlays,
    }),
  };
}

function overlaysOf(wish: AppToFold, app: AppManifest): string[] {
  const { env, recipe } = wish;
  const typed = env.values['COMPOSE_FILE'];
  if (typed === undefined) return [];
  const given = knownOverlays(recipe, asApp(wish, app));
  const before = composeFiles(recipe.sample.values, given);
  const further = composeFiles(env.values).slice(before.length);
  const overlays = further.map((file) => /^compose\.([A-Za-z0-9][A-Za-z0-9._-]*)\.yml$/.exec(file)?.[1] ?? file);
  const isGood = overlays.every((name) => /^(?!.*\.\.)[A-Za-z0-9][A-Za-z0-9._/-]*$/.test(name));
  return isGood && composeFiles(recipe.sample.values, [...given, ...overlays]).join(':') === typed ? overlays : [];
}

function furtherDomains(wish: AppToFold, app: AppManifest): string[] {
  const typed = wish.env.values['EXTRA_DOMAINS'] ?? '';
  if (typed === '' || typed === wish.recipe.sample.values['EXTRA_DOMAINS']) return [];
  const quoted = [...typed.matchAll(/`([^`]+)`/g)].map(([, domain = '']) => domain);
  const domains = quoted.length > 0 ? quoted : typed.split(',').map((domain) => domain.trim());
  if (wish.recipe.sample.extraDomains === undefined || !domains.every(isDomain)) return [];
  const made = extraDomains(wish.recipe, asApp(wish, { ...app, alsoAt: domains }));
  return made['EXTRA_DOMAINS'] === typed ? domains : [];
}

function isDomain(text: string): boolean {
  return domainSchema.safeParse(text).success;
}
