import { join } from 'node:path';
import type { Commit } from '../model/brand.js';
import { KnownError } from '../model/known-error.js';
import type { ReadingFiles } from '../tools/files.js';
import type { Git } from '../tools/git.js';
import { makeRecipeHistory } from './make-recipe-history.js';
import { readRecipeVersions } from './read-recipe-versions.js';

export interface PublishingTools {
  readonly files: ReadingFiles;
  readonly git: Git;
}

export interface WhereRecipes {
  /** Folder of recipes as they lie in this project: `recipes`. */
  readonly from: string;
  /** Folder that becomes a catalogue: a bare git repository `<recipe>.git` for each. */
  readonly to: string;
  /** Versions that are broken on purpose come too. */
  readonly rehearsal?: boolean;
}

export interface PublishedRecipe {
  readonly name: string;
  readonly repository: string;
  /** Version tags, oldest first. */
  readonly versions: readonly string[];
  /** The newest version's commit. */
  readonly commit: Commit;
}

/**
 * Makes a git repository of each of our recipes: one commit and one annotated tag a version, the same ids on every
 * machine. Again over what is there: nothing changes, new versions join. LAB_NOT_POSSIBLE where git fails.
 */
export async function publishRecipes(tools: PublishingTools, where: WhereRecipes): Promise<PublishedRecipe[]> {
  const folders = (await tools.files.list(where.from)).filter((entry) => entry.kind === 'folder');
  // Where one fails the others come to their end first: nobody writes into a folder that the caller then takes away.
  const ended = await Promise.allSettled(folders.map(({ name }) => publishRecipe(tools, where, name)));
  const failed = ended.find((one) => one.status === 'rejected');
  if (failed) throw failed.reason;
  return ended.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
}

async function publishRecipe(tools: PublishingTools, where: WhereRecipes, name: string): Promise<PublishedRecipe> {
  const versions = await readRecipeVersions(tools.files, join(where.from, name), where.rehearsal);
  const repository = join(where.to, `${name}.git`);
  await git(tools, ['init', '--quiet', '--bare', '--initial-branch=main', repository]);
  await git(tools, ['--git-dir', repository, 'fast-import', '--quiet', '--force'], makeRecipeHistory(name, versions));
  // Readable by plain HTTP, without a git program on the other side.
  await git(tools, ['--git-dir', repository, 'update-server-info']);
  const commit = await git(tools, ['--git-dir', repository, 'rev-parse', 'main']);
  return { name, repository, versions: versions.map(({ version }) => version), commit };
}

async function git(tools: PublishingTools, words: readonly string[], input?: Uint8Array): Promise<string> {
  const done = await tools.git.run(words, input === undefined ? {} : { input });
  if (done.missing)
    throw new KnownError('TOOL_MISSING', 'git is not on this machine', { tryThis: ['apt-get install git'] });
  if (done.exitCode !== 0)
    throw new KnownError('LAB_NOT_POSSIBLE', `git ${words.find((word) => /^[a-z]/.test(word))} failed`, {
      details: [done.stderr.trim()],
      tryThis: ['check that the disk is not full and the folder may be written to'],
    });
  return done.stdout.trim();
}
