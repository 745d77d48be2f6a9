/** Signs of a commitment that pages keep and show: enough to find its file on the branch `details`. */
const shown = 12;

/** How pages name the text behind a commitment: `K7Qm2xAb3Xc9`. */
export function shortCommitment(commitment: string): string {
  return commitment.slice(0, shown);
}

/** Whether a reason on a page is the begin of a commitment, and not words that say what became of it. */
export function isShortCommitment(why: string): boolean {
  return why.length === shown && /^[A-Za-z0-9_-]+$/.test(why);
}
