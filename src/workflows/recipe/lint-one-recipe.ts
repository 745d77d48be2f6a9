import { lintRecipe } from '../../lint/lint-recipe.js';
import type { LintInput } from '../../lint/lint-input.js';
import { given } from '../../model/given.js';
import type { Finding } from '../../model/lint.js';
import type { PublishedVersion } from '../../model/recipe-description.js';
import type { Recipe } from '../../model/recipe.js';
import type { WantedVersion } from '../../model/region.js';
import { chooseVersion, newestCommit } from '../../recipe/choose-version.js';
import { readRecipe } from '../../recipe/read-recipe.js';
import { readVersions, type PublishedVersions } from '../../recipe/read-versions.js';
import type { ReadingTools } from '../../tools/tools.js';
import { findRecipe, type FoundRecipe, type RecipeSearch } from './find-recipe.js';
import { composeTextsOf, tryRendering } from './try-rendering.js';

/** What was looked at, and what is wrong with it. */
export interface LintResult {
  readonly name: string;
  readonly from: string;
  readonly commit: string;
  readonly version?: string;
  readonly findings: readonly Finding[];
  readonly notices: readonly string[];
}

/** Lints a recipe at a version: default in a folder the newest commit, elsewhere the newest version. */
export async function lintOneRecipe(
  tools: ReadingTools,
  { recipe: typed, version }: { readonly recipe: string; readonly version?: string },
  search: RecipeSearch,
): Promise<LintResult> {
  const found = await findRecipe(tools, typed, search);
  const options = search.offline ? { offline: true } : {};
  const published = await readVersions(tools, found, options);
  const wanted =
    version === undefined && found.source.kind === 'path' ? newestCommit(published) : chooseVersion(published, version);
  const tag = tagOf(published, wanted);
  const recipe = await readRecipe(tools, { ...found, version: readable(tag) ?? wanted }, options);
  const before = await readBefore(tools, found, { published, tag, commit: recipe.commit });
  const input: LintInput = {
    recipe,
    ...given({ published: tag }),
    hasVersions: published.versions.length > 0,
    ...given({ before }),
    compose: composeTextsOf(recipe),
    rendered: tryRendering(recipe),
  };
  return {
    name: recipe.name,
    from: published.from,
    commit: recipe.commit,
    ...(tag ? { version: tag.version } : {}),
    findings: lintRecipe(input),
    notices: [
      ...published.notices,
      ...recipe.notices.flatMap(({ kind, text }) => (kind === 'uncommitted' ? [text] : [])),
    ],
  };
}

/** The newest version at what is looked at. */
function tagOf({ versions }: PublishedVersions, wanted: WantedVersion): PublishedVersion | undefined {
  return versions.findLast(({ version, commit }) =>
    wanted.kind === 'tag' ? version === wanted.tag : commit === wanted.commit,
  );
}

/** A tag that was moved is a finding here, not an end: it is read as it was first seen. */
function readable(tag: PublishedVersion | undefined): WantedVersion | undefined {
  if (!tag) return undefined;
  return tag.movedTo === undefined ? { kind: 'tag', tag: tag.version } : { kind: 'commit', commit: tag.commit };
}

async function readBefore(
  tools: ReadingTools,
  found: FoundRecipe,
  at: { readonly published: PublishedVersions; readonly tag: PublishedVersion | undefined; readonly commit: string },
): Promise<Recipe | undefined> {
  const { versions } = at.published;
  const place = at.tag ? versions.indexOf(at.tag) : versions.length;
  const last = versions.slice(0, place).findLast(({ commit }) => commit !== at.commit);
  if (!last) return undefined;
  const version = { kind: 'commit', commit: last.commit } as const;
  const before = await readRecipe(tools, { ...found, version }, { offline: true }).catch(() => undefined);
  return before && { ...before, version: last.version };
}
