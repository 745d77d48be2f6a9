import { basename, dirname, join } from 'node:path';
import type { KnownError } from '../model/known-error.js';
import type { ProgramResult } from '../tools/programs.js';
import { fetchFailed, gitMissing, gitSays, notWritable } from './fetch-failed.js';
import { cloneIn, type RecipeClone, type RecipeTools } from './open-recipe-clone.js';
import { keepNewTags } from './read-tags.js';

const timeoutMs = 120_000;

/** Branches are followed; tags go to a place of their own, so that no fetch ever moves one that was seen before. */
const everything = ['+refs/heads/*:refs/heads/*', '+refs/tags/*:refs/upstream/*'];

const quietly = [
  ...['-c', 'gc.auto=0', '-c', 'maintenance.auto=false'],
  // Another tend may be fetching the same recipe: wait for its locks.
  ...['-c', 'core.filesRefLockTimeout=5000', '-c', 'core.packedRefsTimeout=5000'],
  ...['-c', 'http.lowSpeedLimit=100', '-c', 'http.lowSpeedTime=30'],
];

/**
 * Brings a recipe's repository in the cache up to date, or makes it; gives the failure, told as an error, instead of
 * throwing it. Any number of tends may do so at once, and each may be killed.
 */
export async function fetchRecipe(tools: RecipeTools, clone: RecipeClone): Promise<KnownError | undefined> {
  if (await tools.files.exists(clone.folder)) return update(tools, clone);
  const failure = await fillBeside(tools, clone);
  // Another tend was first: theirs is as good, and ours may have been swept away under our hands.
  return failure && (await tools.files.exists(clone.folder)) ? update(tools, clone) : failure;
}

/** Fetches one commit that no branch or tag leads to; servers may refuse that. */
export async function fetchCommit(clone: RecipeClone, commit: string): Promise<void> {
  await fetch(clone, [commit]);
}

async function update(tools: RecipeTools, clone: RecipeClone): Promise<KnownError | undefined> {
  let done = await fetch(clone, everything);
  // 1 is not the network but a reference that another tend has just written: the second look finds it settled.
  if (done.exitCode === 1) done = await fetch(clone, everything);
  if (done.exitCode !== 0) return fetchFailed(tools, clone, done);
  await keepNewTags(clone);
  return undefined;
}

/** Fills a folder with a name of its own and puts it in place whole: who is killed before leaves no half of one. */
async function fillBeside(tools: RecipeTools, clone: RecipeClone): Promise<KnownError | undefined> {
  const beside = cloneIn(tools, `${clone.folder}.${tools.random.name()}.new`, clone);
  try {
    const made = await beside.run(['init', '--quiet', '--bare', '--template=', beside.folder]);
    if (made.missing) return gitMissing();
    if (made.exitCode !== 0) return notWritable(clone, gitSays(made));
    const failure = await update(tools, beside);
    if (failure) return failure;
    await tools.files.rename(beside.folder, clone.folder);
    return undefined;
  } catch (error) {
    return notWritable(clone, [String(error)]);
  } finally {
    await sweep(tools, clone, beside);
  }
}

/**
 * Removes what was filled in vain: our own, and once there is a whole one, those of tends that were killed. What cannot
 * be removed (somebody is still filling it) waits for the next sweep.
 */
async function sweep(tools: RecipeTools, clone: RecipeClone, own: RecipeClone): Promise<void> {
  const [around, name] = [dirname(clone.folder), `${basename(clone.folder)}.`];
  const whole = await tools.files.exists(clone.folder);
  const beside = whole ? await tools.files.list(around) : [];
  const left = beside.filter((entry) => entry.name.startsWith(name)).map((entry) => join(around, entry.name));
  await Promise.allSettled([own.folder, ...left].map((folder) => tools.files.remove(folder)));
}

function fetch(clone: RecipeClone, refs: readonly string[]): Promise<ProgramResult> {
  const options = ['--quiet', '--prune', '--no-tags', '--no-recurse-submodules', '--no-write-fetch-head'];
  return clone.run([...quietly, 'fetch', ...options, '--', clone.url, ...refs], {
    timeoutMs,
    env: { GIT_ALLOW_PROTOCOL: 'file:git:http:https:ssh' },
  });
}
