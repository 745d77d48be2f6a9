/** The short name of an entry, of its id: enough to find it. */
export function shortEntry(id: string): string {
  return id.slice(0, 6);
}

/** The short name of a commit, as git prints it. */
export function shortCommit(commit: string): string {
  return commit.slice(0, 7);
}

/** A version to be read: a commit by its short name, a tag whole. */
export function shortVersion(version: string): string {
  return /^[0-9a-f]{40}$/.test(version) ? shortCommit(version) : version;
}
