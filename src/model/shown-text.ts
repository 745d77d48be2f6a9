/**
 * A text that may go onto a screen: made by `shown` (src/show/shown.ts) alone, so that nothing that others wrote gets there as it
 * came. In it a newline is tend's own; lines of others end with `lineEnd`; a line that begins with `wholeLine` is never broken.
 */
export type ShownText = string & { readonly __shown: true };

/** Before a line that people copy: a key, JSON. Broken it would be worth nothing. */
export const wholeLine = '\ufdd1';
