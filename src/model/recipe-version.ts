import { compareText } from './compare-text.js';

/**
 * A version of a recipe: `<recipe semver>+<upstream version>`, `2.0.1+1.0.6-social-amd64`.
 * npm's semver ignores what stands behind `+`; here it counts.
 */
export interface RecipeVersion {
  readonly major: number;
  readonly minor: number;
  readonly patch: number;
  /** `rc.1` of `1.0.0-rc.1+2.3`; empty for a release. */
  readonly prerelease: string;
  /** What stands behind `+`: the version of the program, in whatever form its makers use. */
  readonly upstream: string;
}

const form = /^(\d{1,9})\.(\d{1,9})\.(\d{1,9})(?:-([0-9A-Za-z.-]+))?\+(\S+)$/;

/** The parts of a version tag; undefined for a tag of another form (`v2.4.8`, a branch, a commit). */
export function parseVersion(tag: string): RecipeVersion | undefined {
  const match = form.exec(tag);
  if (!match) return undefined;
  const [, major, minor, patch, prerelease = '', upstream = ''] = match;
  return { major: Number(major), minor: Number(minor), patch: Number(patch), prerelease, upstream };
}

/**
 * Order of two version tags for sorting: by the recipe part as semver has it, then by the upstream part in natural
 * order (`9` before `10`). Tags that are no versions come first, in natural order. 0 only for the same tag.
 */
export function compareVersions(a: string, b: string): number {
  const [left, right] = [parseVersion(a), parseVersion(b)];
  if (!left || !right) return Number(Boolean(left)) - Number(Boolean(right)) || compareNatural(a, b);
  return (
    left.major - right.major ||
    left.minor - right.minor ||
    left.patch - right.patch ||
    comparePrereleases(left.prerelease, right.prerelease) ||
    compareNatural(left.upstream, right.upstream) ||
    compareText(a, b)
  );
}

/** The version tags among these tags, oldest first; other tags are left out. */
export function sortVersions(tags: readonly string[]): string[] {
  return tags.filter((tag) => parseVersion(tag)).sort(compareVersions);
}

/** The newest version among these tags; a pre-release only where there is nothing else. */
export function newestVersion(tags: readonly string[]): string | undefined {
  const versions = sortVersions(tags);
  return versions.findLast((tag) => parseVersion(tag)?.prerelease === '') ?? versions.at(-1);
}

/** Versions newer than `from` up to and with `to`, oldest first; empty for a downgrade. */
export function versionsBetween(from: string, to: string, tags: readonly string[]): string[] {
  return sortVersions(tags).filter((tag) => compareVersions(from, tag) < 0 && compareVersions(tag, to) <= 0);
}

/** Whether the recipe's major number differs: a manual step or a break. Of a commit nobody can say: false. */
export function isMajorChange(from: string, to: string): boolean {
  const [before, after] = [parseVersion(from), parseVersion(to)];
  return before !== undefined && after !== undefined && before.major !== after.major;
}

/** semver.org, 11: a pre-release comes before its release; numbers before words; the shorter one first. */
function comparePrereleases(a: string, b: string): number {
  if (a === b) return 0;
  if (a === '' || b === '') return a === '' ? 1 : -1;
  const [left, right] = [a.split('.'), b.split('.')];
  const place = left.findIndex((part, index) => part !== right[index]);
  const [one, other] = [left[place], right[place]];
  if (one === undefined || other === undefined) return left.length - right.length;
  const numeric = Number(isNumber(other)) - Number(isNumber(one));
  return numeric || (isNumber(one) ? compareNumbers(one, other) : compareText(one, other));
}

function compareNatural(a: string, b: string): number {
  const [left, right] = [a.match(/\d+|\D+/g) ?? [], b.match(/\d+|\D+/g) ?? []];
  for (const [index, one] of left.entries()) {
    const other = right[index];
    if (other === undefined) return 1;
    const order = isNumber(one) && isNumber(other) ? compareNumbers(one, other) : compareText(one, other);
    if (order !== 0) return order;
  }
  return left.length - right.length || compareText(a, b);
}

/** Of digits only, however many: a date and time as one number is more than a double can hold. */
function compareNumbers(a: string, b: string): number {
  const [left, right] = [a.replace(/^0+(?=\d)/, ''), b.replace(/^0+(?=\d)/, '')];
  return left.length - right.length || compareText(left, right);
}

function isNumber(text: string): boolean {
  return /^\d+$/.test(text);
}
