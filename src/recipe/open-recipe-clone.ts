import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { RecipeSource } from '../model/region.js';
import { withoutCredentials } from '../model/without-credentials.js';
import type { Environment } from '../tools/environment.js';
import type { Files } from '../tools/files.js';
import type { Git, GitOptions } from '../tools/git.js';
import type { Random } from '../tools/random.js';

/** What reading a recipe needs: git and files keep the cache, nothing else is written. */
export interface RecipeTools {
  readonly git: Git;
  readonly files: Pick<Files, 'exists' | 'list' | 'rename' | 'remove'>;
  readonly environment: Pick<Environment, 'cacheFolder'>;
  readonly random: Pick<Random, 'name'>;
}

/** A recipe's bare repository in the cache, there already or not, and where it comes from. */
export interface RecipeClone {
  readonly name: string;
  readonly folder: string;
  readonly url: string;
  /** The URL as it may be shown: without user and password. */
  readonly shownUrl: string;
  /** Set for a recipe in a folder of this machine, which is read afresh each time. */
  readonly path?: string;
  /** Runs git in this repository; a failure is a result. */
  run(words: readonly string[], options?: GitOptions): ReturnType<Git['run']>;
  runBytes(words: readonly string[], options?: GitOptions): ReturnType<Git['runBytes']>;
}

/** The recipe's place in the cache: `<cache>/recipes/<name>-<hash of its URL>.git`. Touches nothing. */
export function openRecipeClone(tools: RecipeTools, source: RecipeSource, catalogue: string): RecipeClone {
  const url = recipeUrl(source, catalogue);
  const hash = createHash('sha256').update(url).digest('hex').slice(0, 16);
  const folder = join(tools.environment.cacheFolder, 'recipes', `${safeName(source.name)}-${hash}.git`);
  const about = { name: source.name, url, shownUrl: withoutCredentials(url) };
  return cloneIn(tools, folder, source.kind === 'path' ? { ...about, path: source.path } : about);
}

/** The same recipe's repository in another folder. */
export function cloneIn(
  tools: RecipeTools,
  folder: string,
  about: Pick<RecipeClone, 'name' | 'url' | 'shownUrl' | 'path'>,
): RecipeClone {
  // Said outright: a GIT_DIR of the surroundings (tend run from a hook) must not win.
  const here = { GIT_DIR: folder };
  return {
    ...about,
    folder,
    run: (words, options) => tools.git.run(words, { ...options, env: { ...here, ...options?.env } }),
    runBytes: (words, options) => tools.git.runBytes(words, { ...options, env: { ...here, ...options?.env } }),
  };
}

function recipeUrl(source: RecipeSource, catalogue: string): string {
  if (source.kind === 'path') return source.path;
  // git itself tries `<name>` and `<name>.git`, and so do forges.
  return source.kind === 'url' ? source.url : `${catalogue.replace(/\/+$/, '')}/${source.name}`;
}

function safeName(name: string): string {
  return name.replace(/[^A-Za-z0-9_-]/g, '_').slice(0, 64);
}
