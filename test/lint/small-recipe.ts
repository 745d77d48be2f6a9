import type { LintInput } from '../../src/lint/lint-input.js';
import type { Finding } from '../../src/model/lint.js';
import { composeTextsOf, tryRendering } from '../../src/workflows/recipe/try-rendering.js';
import { recipeOf } from '../support/recipe-of.js';

const compose = `version: "3.8"
services:
  app:
    image: nginx:1.28.0
    environment: [DOMAIN, GREETING]
    configs: [{ source: page, target: /page }]
    secrets: [token]
    healthcheck: { test: ["CMD", "true"] }
    deploy:
      update_config: { failure_action: rollback }
      labels: ["traefik.enable=true", "coop-cloud.\${STACK_NAME}.version=1.0.0+1.28"]
configs:
  page: { name: "\${STACK_NAME}_page_\${PAGE_VERSION}", file: page.tmpl, template_driver: golang }
secrets:
  token: { name: "\${STACK_NAME}_token_\${SECRET_TOKEN_VERSION}", external: true }
`;

/** The files of a recipe about which there is nothing to say. */
export const sound = {
  'compose.yml': compose,
  '.env.sample': 'TYPE=small\nDOMAIN=small.example.org\nGREETING=hello\nSECRET_TOKEN_VERSION=v1 # length=24\n',
  'abra.sh': 'export PAGE_VERSION=v1\n',
  'page.tmpl': 'one\n',
  'README.md': '* **Category**: Apps\n* **Status**: 1\n* **Image**: nginx\n',
};

/** The files of a recipe by path; null for one that is not there. */
export type RecipeFiles = Readonly<Record<string, string | null>>;

export const version = '1.0.0+1.28';

/** The sound recipe with something else in its compose.yml. */
export function changed(from: string | RegExp, to: string): RecipeFiles {
  const other = compose.replace(from, () => to);
  if (other === compose) throw new Error(`compose.yml has no ${from}`);
  return { ...sound, 'compose.yml': other };
}

/** What lint looks at for a recipe of these files in memory, as if it were tagged. */
export function lintInputOf(own: RecipeFiles, over: Partial<LintInput> = {}): LintInput {
  const recipe = recipeFrom(own);
  return {
    recipe,
    hasVersions: true,
    published: { version, commit: recipe.commit, date: '2026-11-22', annotated: true },
    compose: composeTextsOf(recipe),
    rendered: tryRendering(recipe),
    ...over,
  };
}

export function recipeFrom(own: RecipeFiles, at = version) {
  const there = Object.entries(own).flatMap(([path, text]) => (text === null ? [] : [[path, text] as const]));
  return recipeOf('small', at, Object.fromEntries(there));
}

/** `R001 warning compose.yml:1` */
export function linesOf(found: readonly Finding[]): string[] {
  return found.map(({ rule, level, file, line }) => `${rule} ${level} ${file}${line === undefined ? '' : `:${line}`}`);
}
