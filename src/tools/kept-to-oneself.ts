/**
 * Taken out of the environment of other programs: may hold the text of a private key, which neither they nor what they start in
 * turn (hooks, helpers) have to know.
 */
export const keptToOneself = { TEND_RECORD_KEY: undefined };
