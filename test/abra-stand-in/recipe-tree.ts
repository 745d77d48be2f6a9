import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { sortVersions } from '../../src/model/recipe-version.js';
import { recipeFolder } from './place.js';
import { fatal, hasTrap } from './speech.js';

function git(recipe: string, ...words: readonly string[]): string {
  return execFileSync('git', ['-C', recipeFolder(recipe), ...words], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  }).trim();
}

/** Version tags, oldest first. */
export function versionsOf(recipe: string): string[] {
  return sortVersions(git(recipe, 'tag', '--list').split('\n').filter(Boolean));
}

/** A tree with changes, files that git does not know included, is fatal unless a person said --chaos. */
export function refuseDirty(recipe: string): void {
  if (!existsSync(recipeFolder(recipe)))
    fatal(`${recipe}: no such recipe here, and cloning it is not what a stand-in does`);
  if (isDirty(recipe)) fatal(`${recipe} (${recipeFolder(recipe)}) has locally unstaged changes?`);
}

function isDirty(recipe: string): boolean {
  return git(recipe, 'status', '--porcelain') !== '';
}

/** The one working tree of a recipe is switched to the version, whoever else uses it. */
export async function checkOut(recipe: string, version: string): Promise<void> {
  const tag = versionsOf(recipe).find((one) => one === version) ?? fatal(`${recipe}: unknown version ${version}`);
  git(recipe, 'checkout', '--quiet', '--detach', `refs/tags/${tag}`);
  if (hasTrap('slow-checkout')) await new Promise((resolve) => setTimeout(resolve, 1500));
}

/** abra's lint R014: one lightweight tag, and nothing is deployed. */
export function refuseLightweightTags(recipe: string): void {
  const kinds = git(recipe, 'for-each-ref', '--format=%(objecttype)', 'refs/tags').split('\n');
  if (kinds.includes('commit')) fatal('lint: R014 only annotated tags used for recipe version');
}

/** First digits of the commit that the tree stands on, `+U` where it is dirty. */
export function chaosVersion(recipe: string): string {
  return git(recipe, 'rev-parse', 'HEAD').slice(0, 8) + (isDirty(recipe) ? '+U' : '');
}
