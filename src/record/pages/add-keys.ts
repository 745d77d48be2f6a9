import type { LoggedEntry } from '../../model/contents.js';
import type { KeyAddEntry, KeyRevokeEntry, LogOpenEntry } from '../../model/log-entry.js';
import { keyFingerprint } from '../key-fingerprint.js';
import { addPerson } from './add-about-apps.js';
import { stewardPath } from './page-paths.js';
import type { RegionPages } from './region-pages.js';

const keyPages = ['policy/allowed_signers', 'policy/trust.policy'];

/** The log begins with its first key, the only root key; a draft begins without any. */
export function addFirstKey(pages: RegionPages, { position, id }: LoggedEntry, entry: LogOpenEntry): 'all' {
  if (position < 0) return 'all';
  const { actor, time, key, noteKey, draft, policy } = entry;
  const fingerprint = keyFingerprint(key);
  pages.opened = { id, at: time, by: actor, key: fingerprint, draft };
  pages.policy = { text: policy, roots: [fingerprint], threshold: 1 };
  const does = ['record', 'keys'] as const;
  pages.keys.push({ fingerprint, key, noteKey, holder: actor, does, apps: null, since: time, expires: null });
  addPerson(pages, actor);
  return 'all';
}

/** Gives the pages that show who may write. */
export function addKey(pages: RegionPages, entry: KeyAddEntry): string[] {
  const { holder, key, noteKey, does, apps, expires, time } = entry;
  pages.keys.push({ fingerprint: keyFingerprint(key), key, noteKey, holder, does, apps, since: time, expires });
  addPerson(pages, holder);
  return [...keyPages, stewardPath(holder)];
}

/** The same for a key that is out. */
export function revokeKey(pages: RegionPages, { key: fingerprint, time, reason }: KeyRevokeEntry): string[] {
  const key = pages.keys.find((each) => each.fingerprint === fingerprint && !each.revoked);
  if (!key) return [];
  key.revoked = { at: time, reason };
  const { roots } = pages.policy;
  pages.policy = { ...pages.policy, roots: roots.filter((root) => root !== fingerprint) };
  return [...keyPages, stewardPath(key.holder)];
}
