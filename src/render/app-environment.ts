import { hiddenValue } from '../model/hidden-value.js';
import type { App } from '../model/region.js';
import type { Recipe } from '../model/recipe.js';
import { extraDomains } from './extra-domains.js';
import { knownDefaults, knownOverlays, overlayFile } from './known-defaults.js';

type Variables = Readonly<Record<string, string>>;

/**
 * The variables of an app as abra would have them when it reads the compose files: .env.sample's, then the app's own,
 * then what abra.sh exports (abra-facts.ts). Never the operator's.
 */
export function appEnvironment(recipe: Recipe, app: App): Variables {
  const given = {
    ...recipe.sample.values,
    TYPE: pinned(recipe, app),
    DOMAIN: app.domain,
    ...extraDomains(recipe, app),
    ...knownDefaults(recipe, app),
  };
  const plain = { ...without(given, app.envUnset), ...app.env };
  const env: Variables = {
    ...plain,
    ...('RECIPE' in plain ? { RECIPE: pinned(recipe, app) } : {}),
    ...hiddenVariables(app),
    ...secretVersions(recipe, app),
    ...recipe.exports,
    STACK_NAME: app.stack,
  };
  const overlays = [...new Set([...knownOverlays(recipe, app), ...app.overlays])];
  return overlays.length === 0 ? env : { ...env, COMPOSE_FILE: composeFiles(env, overlays).join(':') };
}

function pinned(recipe: Recipe, app: App): string {
  return `${recipe.name}:${deployedVersion(recipe, app)}`;
}

function without(variables: Variables, names: readonly string[] = []): Variables {
  return Object.fromEntries(Object.entries(variables).filter(([name]) => !names.includes(name)));
}

/** Values from elsewhere are filled in only when they are sent. */
function hiddenVariables({ envFrom = {} }: App): Variables {
  return Object.fromEntries(Object.keys(envFrom).map((name) => [name, hiddenValue(name)]));
}

/** What stands behind the colon of TYPE: the version tag, or the first 8 digits of a commit that has none. */
export function deployedVersion(recipe: Recipe, app: App): string {
  return isChaos(recipe, app) ? recipe.commit.slice(0, 8) : (recipe.version ?? recipe.commit.slice(0, 8));
}

/** abra calls a deployment without a version tag chaos. */
export function isChaos(recipe: Recipe, app: App): boolean {
  return app.version.kind === 'commit' || recipe.version === undefined;
}

/** COMPOSE_FILE names the files, else it is compose.yml; overlays come behind: `smtp` is compose.smtp.yml. */
export function composeFiles(env: Variables, overlays: readonly string[] = []): string[] {
  const named = (env['COMPOSE_FILE'] ?? '').split(':').filter((file) => file !== '');
  const chosen = named.length > 0 ? named : ['compose.yml'];
  return [...new Set([...chosen, ...overlays.map(overlayFile)])];
}

/** A secret that the manifest names has the manifest's version, else the recipe's, else v1. */
function secretVersions(recipe: Recipe, app: App): Variables {
  return Object.fromEntries(
    Object.entries(app.secrets).map(([key, wanted]) => {
      const variable = `SECRET_${key.toUpperCase().replaceAll('-', '_')}_VERSION`;
      const known = app.env[variable] ?? recipe.sample.values[variable] ?? recipe.sample.secrets[key]?.version;
      return [variable, wanted.version ?? (known || 'v1')];
    }),
  );
}
