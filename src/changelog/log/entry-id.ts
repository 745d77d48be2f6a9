import { hash } from 'node:crypto';
import type { EntryId } from '../../model/brand.js';
import type { Entry } from '../../model/entry.js';
import { canonicalJson } from '../../tlog/canonical-json.js';

/** Says what is hashed or signed, so that the same bytes mean nothing elsewhere: the namespace of the signatures too. */
export const entryDomain = 'tend-changelog-entry-v1';

/** Characters of an id. */
export const idLength = 43;

/** What an entry is called wherever it is named: base64url SHA-256 of the domain, a zero byte and JCS(e). */
export function entryId(entry: Entry): EntryId {
  return idOfCanonical(canonicalJson(entry));
}

/** The same for an entry whose canonical text is at hand. */
export function idOfCanonical(text: string): EntryId {
  return hash('sha256', `${entryDomain}\0${text}`, 'base64url') as EntryId;
}
