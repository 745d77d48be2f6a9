import type { Assignment } from '../../abra/parse-comments.js';
import type { AppManifest } from '../../manifest/app-schema.js';
import { makeApp } from '../../manifest/make-app.js';
import type { MadeDefaults } from '../../manifest/make-defaults.js';
import type { EnvFile, Recipe } from '../../model/recipe.js';
import type { App, Node } from '../../model/region.js';

/** An app as another tool runs it: its variables, and where it is. */
export interface AppToFold {
  readonly key: string;
  /** The domain by which abra knows it. */
  readonly name: string;
  readonly env: EnvFile;
  readonly recipe: Recipe;
  /** What the manifest says of the recipe. */
  readonly source: Pick<AppManifest, 'recipe' | 'version' | 'commit'>;
  readonly node: Node;
  readonly region: { readonly name: string; readonly domain: string };
  /** What it has without saying so. */
  readonly defaults: MadeDefaults;
  /** The .env itself, for its comments. */
  readonly text?: string;
  readonly assignments?: readonly Assignment[];
}

/** The app as the region would have it, for asking what variables it gets. */
export function asApp({ key, region, node, defaults }: AppToFold, app: AppManifest): App {
  const place = { file: `apps/${key}.yml` };
  return makeApp(
    { key, app, path: [], source: { place: () => place } },
    { region, node, defaults, folder: '/', compose: undefined },
  );
}
