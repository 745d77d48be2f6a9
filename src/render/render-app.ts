import { ignoredWords, type IgnoredKey } from '../model/ignored-key.js';
import type { Prepared, RenderedApp } from '../model/prepared.js';
import type { Recipe } from '../model/recipe.js';
import type { App } from '../model/region.js';
import { checkForEngine } from './engine/check-for-engine.js';
import { prepareAsAbra } from './prepare-as-abra.js';
import { render } from './render.js';
import { renderedSecrets } from './rendered-secrets.js';

/**
 * An app ready to be planned: prepared as abra would, rendered as docker would, with the secrets that it wants.
 * Pure; errors: COMPOSE_INVALID, also for what every engine would refuse.
 */
export function renderApp(
  recipe: Recipe,
  app: App,
): RenderedApp & { readonly prepared: Prepared; readonly ignored: readonly IgnoredKey[] } {
  const prepared = prepareAsAbra(recipe, app);
  const { specs, ignored: further } = render(prepared);
  const ignored = [...prepared.ignored, ...further];
  const wanted = renderedSecrets(specs, { recipe, app });
  checkForEngine(specs);
  return {
    prepared,
    ignored,
    specs,
    secrets: wanted.secrets,
    env: prepared.env,
    notices: [
      ...recipe.notices.map(({ text }) => text),
      ...ignored.map(ignoredWords),
      ...prepared.notices,
      ...wanted.notices,
    ],
  };
}
