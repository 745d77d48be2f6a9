import { dirname } from 'node:path';
import type { Commit } from '../model/brand.js';
import { KnownError } from '../model/known-error.js';
import { nearestName } from '../model/nearest-name.js';
import type { RecipeNotice } from '../model/recipe.js';
import type { WantedVersion } from '../model/region.js';
import { sortVersions } from '../model/recipe-version.js';
import { fetchCommit, fetchRecipe } from './fetch-recipe.js';
import type { RecipeClone, RecipeTools } from './open-recipe-clone.js';
import { readTags, type Tag } from './read-tags.js';
import type { WaysOn } from '../model/ways-on.js';

export interface FetchOptions {
  /** Looks upstream even where the wanted version is in the cache. */
  readonly fresh?: boolean;
  /** Never looks upstream. */
  readonly offline?: boolean;
}

export interface FoundCommit {
  readonly commit: Commit;
  readonly version?: string;
  readonly versions: readonly string[];
  readonly notices: readonly RecipeNotice[];
}

/**
 * The commit that a version names. Goes to the network only where the cache does not have it, where `fresh` says so, or
 * where the recipe is a folder of this machine. Throws RECIPE_NOT_FOUND, RECIPE_TAG_MOVED, RECIPE_INVALID.
 */
export async function findCommit(
  tools: RecipeTools,
  clone: RecipeClone,
  { version, fresh, offline }: FetchOptions & { readonly version: WantedVersion },
): Promise<FoundCommit> {
  const notices: string[] = [];
  const afresh = !offline && (fresh || clone.path !== undefined);
  let { tags, commit } = afresh ? notLookedUp : await lookUp(clone, version);
  if (!offline && commit === undefined) {
    const failure = await fetchRecipe(tools, clone);
    ({ tags, commit } = await lookUp(clone, version));
    if (failure && (commit === undefined || clone.path !== undefined)) throw failure;
    if (failure) notices.push(`${failure.message}; what was read before is used`);
    if (commit === undefined && version.kind === 'commit') {
      await fetchCommitIfNeeded(clone, version.commit);
      ({ tags, commit } = await lookUp(clone, version));
    }
  }
  if (version.kind === 'tag') refuseMoved(clone, tags.get(version.tag));
  if (commit === undefined) throw await noSuchVersion(clone, version, { tags, offline: offline === true });
  return {
    commit,
    ...(version.kind === 'tag' ? { version: version.tag } : {}),
    versions: sortVersions([...tags.keys()]),
    notices: [
      ...[...notices, ...tagNotices(clone, version, tags)].map((text) => ({ kind: 'odd', text }) as const),
      ...(await folderNotices(tools, clone)),
    ],
  };
}

interface LookedUp {
  readonly tags: ReadonlyMap<string, Tag>;
  readonly commit: Commit | undefined;
}

const notLookedUp: LookedUp = { tags: new Map(), commit: undefined };

async function lookUp(clone: RecipeClone, version: WantedVersion): Promise<LookedUp> {
  const tags = await readTags(clone);
  return { tags, commit: await commitIn(clone, version, tags) };
}

/** Names of commits only: a branch would be another one tomorrow. */
async function commitIn(
  clone: RecipeClone,
  version: WantedVersion,
  tags: ReadonlyMap<string, Tag>,
): Promise<Commit | undefined> {
  const tag = version.kind === 'tag' ? tags.get(version.tag) : undefined;
  if (tag?.isCommit) return tag.commit;
  const object = version.kind === 'tag' ? tag?.commit : version.commit;
  if (object === undefined || !/^[0-9a-f]{7,64}$/.test(object)) return undefined;
  const found = await clone.run(['rev-parse', '--verify', '--quiet', `${object}^{commit}`]);
  return found.exitCode === 0 ? found.stdout.trim() : undefined;
}

async function fetchCommitIfNeeded(clone: RecipeClone, commit: Commit): Promise<void> {
  const there = await clone.run(['cat-file', '-e', `${commit}^{commit}`]);
  if (there.exitCode !== 0 && /^[0-9a-f]{40,64}$/.test(commit)) await fetchCommit(clone, commit);
}

function refuseMoved(clone: RecipeClone, tag: Tag | undefined): void {
  if (tag?.movedTo === undefined) return;
  throw new KnownError(
    'RECIPE_TAG_MOVED',
    `recipe ${clone.name}: version ${tag.name} was commit ${tag.commit} when first seen, upstream it is now ${tag.movedTo}`,
    {
      tryThis: [
        'ask the people who keep the recipe what changed: a published version stays as it is',
        `look at the difference: git --git-dir ${clone.folder} diff ${tag.commit} ${tag.movedTo}`,
        `name the commit that you trust in the manifest: commit: ${tag.commit}`,
        `or take the new one for good: git --git-dir ${clone.folder} update-ref refs/tags/${tag.name} ${tag.movedTo}`,
      ],
      details: [`from ${clone.shownUrl}`],
    },
  );
}

function tagNotices(clone: RecipeClone, version: WantedVersion, tags: ReadonlyMap<string, Tag>): string[] {
  const tag = version.kind === 'tag' ? tags.get(version.tag) : undefined;
  const moved = [...tags.values()].filter((each) => each.movedTo && each !== tag);
  return [
    ...(tag && !tag.annotated
      ? [`version ${tag.name} of ${clone.name} is a lightweight tag; abra wants annotated ones (git tag -a)`]
      : []),
    ...moved.map((each) => `version ${each.name} of ${clone.name} has moved upstream since it was first seen`),
  ];
}

/** People who write a recipe wonder why their last change is not there. */
async function folderNotices(tools: RecipeTools, clone: RecipeClone): Promise<RecipeNotice[]> {
  if (clone.path === undefined) return [];
  // A folder that is no repository must not stand for the one around it.
  const env = { GIT_CEILING_DIRECTORIES: dirname(clone.path) };
  const status = await tools.git.run(['--no-optional-locks', 'status', '--porcelain', '-z'], { cwd: clone.path, env });
  const dirty = status.exitCode === 0 && status.stdout !== '';
  const text = `${clone.path} has changes that are not committed; tend takes what is committed`;
  return dirty ? [{ kind: 'uncommitted', text }] : [];
}

async function noSuchVersion(
  clone: RecipeClone,
  version: WantedVersion,
  { tags, offline }: { readonly tags: ReadonlyMap<string, Tag>; readonly offline: boolean },
): Promise<KnownError> {
  const wanted = version.kind === 'tag' ? `version ${version.tag}` : `commit ${version.commit}`;
  const versions = sortVersions([...tags.keys()]);
  const newest = versions.slice(-5).reverse();
  const away = offline ? ' in the cache, and --offline forbids to look upstream' : '';
  return new KnownError('RECIPE_NOT_FOUND', `recipe ${clone.name} has no ${wanted}${away}`, {
    tryThis:
      version.kind === 'tag'
        ? await suggest(clone, version.tag, [...tags.keys()])
        : ['name a whole commit (40 hex digits) that is published'],
    details: [
      newest.length > 0 ? `newest versions: ${newest.join(', ')}` : 'it has no version tags at all',
      `from ${clone.shownUrl}`,
    ],
  });
}

async function suggest(clone: RecipeClone, wanted: string, tags: readonly string[]): Promise<WaysOn> {
  const alike = sortVersions(tags).findLast((tag) => tag.startsWith(`${wanted}+`) || tag.endsWith(`+${wanted}`));
  if (tags.length > 0) return [`did you mean ${alike ?? nearestName(wanted, tags) ?? sortVersions(tags).at(-1)}?`];
  const head = await clone.run([
    'for-each-ref',
    '--count=1',
    '--sort=-committerdate',
    '--format=%(objectname)',
    'refs/heads',
  ]);
  return head.stdout
    ? [`name a commit in the manifest, the newest is: commit: ${head.stdout}`]
    : ['choose a recipe that has commits: tend recipe list'];
}
