import type { LineFault } from './signed-line.js';

/** What each fault means to somebody who does not program. */
export const lineFaults: Readonly<Record<LineFault, string>> = {
  'too-long': 'is longer than any entry may be (16 KiB)',
  'not-json': 'cannot be read: it is not JSON',
  'not-canonical': 'is not written the one way in which tend writes it: somebody else wrote or changed it',
  'not-signed': 'bears no signature where one belongs',
  'not-an-entry': 'says something that an entry of this log cannot say',
  'other-key': 'names another key than the one that signed it',
  'bad-signature': 'was changed after it was signed, or bears the signature of something else',
};
