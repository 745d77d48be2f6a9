/** What became of an edit of the manifest in git; nothing is committed where the region has no commit yet. */
export function committedWords(isCommitted: boolean): string {
  return isCommitted ? 'committed' : 'not committed (git config user.name, user.email; then git commit)';
}
