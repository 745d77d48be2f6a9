import type { Prepared, RenderedApp } from '../model/prepared.js';
import type { Recipe } from '../model/recipe.js';
import type { App } from '../model/region.js';
import { prepareAsAbra } from './prepare-as-abra.js';
import { render } from './render.js';
import { renderedSecrets } from './rendered-secrets.js';

/**
 * An app ready to be planned: prepared as abra would, rendered as docker would, with the secrets that it wants.
 * Pure; errors: COMPOSE_INVALID.
 */
export function renderApp(recipe: Recipe, app: App): RenderedApp & { readonly prepared: Prepared } {
  const prepared = prepareAsAbra(recipe, app);
  const { specs, notices } = render(prepared);
  const wanted = renderedSecrets(specs, { recipe, app });
  return {
    prepared,
    specs,
    secrets: wanted.secrets,
    env: prepared.env,
    notices: [...recipe.notices.map(({ text }) => text), ...prepared.notices, ...notices, ...wanted.notices],
  };
}
