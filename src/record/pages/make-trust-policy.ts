import { parsePolicy } from '../../tlog/note/policy.js';
import { makeVerifierKey, parseVerifierKey, type VerifierKey } from '../../tlog/note/verifier-key.js';
import { parsePublicKey } from '../../tlog/sshsig/public-key.js';
import type { KeyOnPages, RegionPages } from './region-pages.js';

const head = `# Trust policy of this log (C2SP tlog-policy): who signs its heads, who witnesses them, how many must have.
# A copy, made from the entries: whoever rewrites the log rewrites this file too. Get yours from somewhere else.
`;

/** policy/trust.policy: a line for each writer that may sign heads now, and the policy in force. */
export function makeTrustPolicy({ origin, keys, policy }: RegionPages): string {
  const text = policy.text ?? 'quorum none\n';
  const read = parsePolicy(text);
  const known = 'fault' in read ? [] : read.logs.map(({ key }) => key);
  const logs = verifierKeysOf(
    origin,
    keys.filter(({ revoked }) => !revoked),
  );
  const lines = distinct([...known, ...logs]).slice(known.length);
  return `${head}${lines.map((key) => `log ${key.text}\n`).join('')}${text.endsWith('\n') ? text : `${text}\n`}`;
}

/** The keys that verify the heads of these writers, as a witness takes them. */
export function verifierKeysOf(origin: string, keys: readonly Pick<KeyOnPages, 'key' | 'noteKey'>[]): VerifierKey[] {
  return keys.flatMap((key) => writerKey(origin, key));
}

/** What verifies the heads of a writer: the note key that was named, or the record key itself where it can sign notes. */
function writerKey(origin: string, { key, noteKey }: Pick<KeyOnPages, 'key' | 'noteKey'>): VerifierKey[] {
  if (noteKey !== null) return [parseVerifierKey(noteKey) ?? []].flat();
  const record = parsePublicKey(key);
  return record?.kind === 'ssh-ed25519' ? [makeVerifierKey(origin, 'ed25519', record.publicKey)] : [];
}

/** A policy names no key twice (C2SP tlog-policy). */
function distinct(keys: readonly VerifierKey[]): VerifierKey[] {
  return keys.filter((key, at) => keys.findIndex((each) => Buffer.compare(each.publicKey, key.publicKey) === 0) === at);
}
