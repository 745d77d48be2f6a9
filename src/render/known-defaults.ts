import type { Recipe } from '../model/recipe.js';
import type { App } from '../model/region.js';

/**
 * The defaults of a region that concern an app: env keys that its recipe's .env.sample, compose files or scripts
 * mention, so that no app gets variables that mean nothing to it.
 */
export function knownDefaults(
  { files }: Pick<Recipe, 'files'>,
  { defaults }: Pick<App, 'defaults'>,
): Record<string, string> {
  const env = Object.entries(defaults?.env ?? {});
  if (env.length === 0) return {};
  const words = mentionedIn(files);
  return Object.fromEntries(env.filter(([key]) => words.has(key)));
}

/** The overlays of the defaults that a recipe has. */
export function knownOverlays({ files }: Pick<Recipe, 'files'>, { defaults }: Pick<App, 'defaults'>): string[] {
  return (defaults?.overlays ?? []).filter((overlay) => files.has(overlayFile(overlay)));
}

/** `smtp` is compose.smtp.yml; a file is named whole. */
export function overlayFile(overlay: string): string {
  return /\.ya?ml$/.test(overlay) ? overlay : `compose.${overlay}.yml`;
}

function mentionedIn(files: Recipe['files']): ReadonlySet<string> {
  const paths = [...files.keys()].filter((path) =>
    /(?:^|\/)compose[^/]*\.ya?ml$|^\.env\.sample$|\.tmpl$|\.sh$/.test(path),
  );
  const texts = paths.map((path) => new TextDecoder().decode(files.get(path)));
  return new Set(texts.flatMap((text) => text.match(/[A-Za-z_][A-Za-z0-9_]*/g) ?? []));
}
