import { parseEnvFile } from '../../../src/recipe/parse-env-file.js';
import { parseExports } from '../../../src/recipe/parse-exports.js';
import type { App } from '../../../src/model/region.js';
import type { Recipe } from '../../../src/model/recipe.js';

/** A recipe of the given texts; a field of `more` replaces what would be read from them. */
export function recipeOf(texts: Readonly<Record<string, string>>, more: Partial<Recipe> = {}): Recipe {
  const encoder = new TextEncoder();
  return {
    name: 'wiki',
    commit: '0123456789abcdef0123456789abcdef01234567',
    version: '1.0.0+2.0',
    versions: ['1.0.0+2.0'],
    files: new Map(Object.entries(texts).map(([path, text]) => [path, encoder.encode(text)])),
    sample: parseEnvFile(texts['.env.sample'] ?? ''),
    exports: parseExports(texts['abra.sh'] ?? '').values,
    notes: new Map(),
    notices: [],
    ...more,
  };
}

/** An app of the recipe `wiki` on brunswick. */
export function appOf(more: Partial<App> = {}): App {
  return {
    name: 'wiki',
    key: 'wiki',
    recipe: { kind: 'name', name: 'wiki' },
    version: { kind: 'tag', tag: '1.0.0+2.0' },
    node: 'brunswick',
    domain: 'wiki.example.org',
    alsoAt: [],
    stack: 'wiki_example_org',
    deputies: [],
    needs: [],
    overlays: [],
    env: {},
    secrets: {},
    state: 'present',
    engine: 'swarm',
    critical: false,
    at: { file: 'apps/wiki.yml', line: 1 },
    ...more,
  };
}
