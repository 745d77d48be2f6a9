import type { ComposeText, RenderTry } from '../../lint/lint-input.js';
import { given } from '../../model/given.js';
import { KnownError } from '../../model/known-error.js';
import type { Recipe } from '../../model/recipe.js';
import type { App } from '../../model/region.js';
import { describeSample } from '../../recipe/describe-sample.js';
import { composePaths } from '../../render/describe-compose.js';
import { contentIfReadable } from '../../render/content-if-readable.js';
import { renderApp } from '../../render/render-app.js';

/** A recipe's compose files as they are written. */
export function composeTextsOf(recipe: Recipe): ComposeText[] {
  return composePaths(recipe).map((file) => {
    const text = new TextDecoder().decode(recipe.files.get(file));
    return { file, text, ...given({ content: contentIfReadable(file, text) }) };
  });
}

/** The recipe rendered alone, then with each overlay, for an app whose stack has a name of the greatest length. */
export function tryRendering(recipe: Recipe): RenderTry[] {
  return composePaths(recipe).map((file) => tryOne(recipe, file));
}

function tryOne(recipe: Recipe, file: string): RenderTry {
  try {
    const { specs, ignored } = renderApp(recipe, sampleApp(recipe, file));
    return { file, specs, ignored };
  } catch (error) {
    if (!(error instanceof KnownError)) throw error;
    const own = file === 'compose.yml' || error.at?.file === file;
    const problem = {
      level: own ? ('error' as const) : ('warning' as const),
      file,
      says: own ? error.message : `beside compose.yml alone: ${error.message}`,
      tryThis: error.tryThis[0] ?? error.details[0] ?? 'compare with the compose file reference, version 3',
    };
    return { file, problem, ignored: [] };
  }
}

/** An app with all that .env.sample offers, the lines that are commented out too. */
function sampleApp(recipe: Recipe, file: string): App {
  const optional = describeSample(new TextDecoder().decode(recipe.files.get('.env.sample'))).filter(
    ({ optional, key }) => optional && key !== 'COMPOSE_FILE',
  );
  return {
    name: recipe.name,
    key: recipe.name,
    recipe: { kind: 'name', name: recipe.name },
    version:
      recipe.version === undefined ? { kind: 'commit', commit: recipe.commit } : { kind: 'tag', tag: recipe.version },
    node: 'node',
    domain: `${recipe.name}.example.org`,
    alsoAt: [],
    stack: 's'.repeat(45),
    deputies: [],
    needs: [],
    overlays: file === 'compose.yml' ? [] : [file],
    env: Object.fromEntries(optional.map(({ key, value }) => [key, value])),
    secrets: {},
    state: 'present',
    engine: 'swarm',
    critical: false,
    at: { file: '.env.sample' },
  };
}
