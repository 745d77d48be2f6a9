import { KnownError } from '../model/known-error.js';
import { newestVersion } from '../model/recipe-version.js';
import type { WantedVersion } from '../model/region.js';
import type { PublishedVersions } from './read-versions.js';

/**
 * The version that somebody means: a tag, the recipe's part of one (`1.3.0`: the newest that begins so), or a commit;
 * nothing typed: the newest version, or where there is none the newest commit. Throws RECIPE_NOT_FOUND.
 */
export function chooseVersion(published: PublishedVersions, typed?: string): WantedVersion {
  const tags = published.versions.map(({ version }) => version);
  const newest = newestVersion(tags);
  if (typed === undefined) return newest === undefined ? newestCommit(published) : { kind: 'tag', tag: newest };
  if (/^[0-9a-f]{40}$/.test(typed)) return { kind: 'commit', commit: typed };
  if (tags.includes(typed) || published.otherTags.includes(typed)) return { kind: 'tag', tag: typed };
  const begun = tags.findLast((tag) => tag.startsWith(`${typed}+`));
  if (begun !== undefined) return { kind: 'tag', tag: begun };
  throw new KnownError('RECIPE_NOT_FOUND', `recipe ${published.name} has no version ${typed}`, {
    tryThis: [
      ...(newest === undefined ? [] : [`the newest is ${newest}`]),
      `all of them: tend recipe versions ${published.name}`,
    ],
    details: [`from ${published.from}`],
  });
}

/** The newest commit, released or not. Throws RECIPE_NOT_FOUND where there is none. */
export function newestCommit({ name, from, head }: PublishedVersions): WantedVersion {
  if (head !== undefined) return { kind: 'commit', commit: head };
  throw new KnownError('RECIPE_NOT_FOUND', `recipe ${name} has no commit yet`, {
    details: [`from ${from}`],
    tryThis: ['name a recipe that has one: tend recipe list'],
  });
}
