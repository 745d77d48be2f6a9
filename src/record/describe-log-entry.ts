import type { Entry } from '../model/entry.js';
import type { KeyAddEntry, KeyRevokeEntry, LogOpenEntry, Power } from '../model/log-entry.js';
import { shortEntry } from '../model/short-id.js';
import { keyFingerprint } from './key-fingerprint.js';

/** Entries about the log itself, not about services. */
export type EntryAboutLog = Exclude<Entry, { readonly app: string } | { readonly type: 'intent' }>;

/** What keys may do, in words. */
const powerWords: Readonly<Record<Power, string>> = {
  record: 'record',
  keys: 'let keys in and out',
};

/** One line on an entry about the log itself, made of nothing but what it says. */
export function describeLogEntry(entry: EntryAboutLog): string {
  switch (entry.type) {
    case 'log.open':
      return describeOpening(entry);
    case 'key.add':
      return describeKey(entry);
    case 'key.revoke':
      return describeRevoking(entry);
    case 'policy':
      return `${entry.actor} proposes a trust policy; from then on ${entry.threshold} of ${entry.roots.length} root keys decide`;
    case 'approve':
      return `${entry.actor} approves ${shortEntry(entry.of)}`;
    case 'breakglass':
      return `BREAK-GLASS by ${entry.actor}: ${shortEntry(entry.intent)} goes ahead without witnesses`;
    case 'confirm':
      return `${entry.actor} has looked at the break-glass ${shortEntry(entry.of)}`;
    case 'erase':
      return `${entry.actor} proposes to erase ${texts(entry.commitments.length)} of ${shortEntry(entry.of)}`;
    case 'fork':
      return `FORK seen by ${entry.actor}: ${otherHeads(entry.heads.length)}, although a log has one history`;
    case 'log.close':
      return `${entry.log} closed by ${entry.actor}${entry.next === null ? '' : `; it goes on as ${entry.next}`}`;
  }
}

/** What a key may do, and about which apps only. */
interface Powers {
  readonly does: readonly Power[];
  readonly apps: readonly string[] | null;
}

/** `may record and let keys in and out, only about wiki` */
export function describePowers({ does, apps }: Powers): string {
  const powers = does.map((each) => powerWords[each]);
  const all = [powers.slice(0, -1).join(', '), powers.at(-1)].filter(Boolean).join(' and ');
  return `may ${all}${apps === null ? '' : `, only about ${apps.join(', ')}`}`;
}

/** `SHA256:3fKq…`: enough to tell a log's keys apart. */
function shortKey(fingerprint: string): string {
  return `${fingerprint.slice(0, 11)}…`;
}

/** A draft's opening, which is no more than that, names no key. */
function describeOpening(entry: LogOpenEntry): string {
  if (!('key' in entry)) return 'begun as a draft';
  const draft = entry.draft === null ? '' : `; takes up a draft of ${entry.draft.size} entries`;
  return `${entry.log} opened by ${entry.actor} with the key ${shortKey(keyFingerprint(entry.key))}${draft}`;
}

function describeKey(entry: KeyAddEntry): string {
  const key = shortKey(keyFingerprint(entry.key));
  const until = entry.expires === null ? '' : `, until ${entry.expires.slice(0, 10)}`;
  const instead = entry.replaces === null ? '' : ` instead of ${shortKey(entry.replaces)}`;
  return `${entry.actor} lets the key ${key} of ${entry.holder} in${instead} (${describePowers(entry)}${until})`;
}

const revokeWords: Readonly<Record<KeyRevokeEntry['reason'], string>> = {
  rotated: 'there is a new one',
  left: 'its holder left',
  lost: 'it is lost',
  stolen: 'IT IS STOLEN',
};

function describeRevoking({ actor, key, reason }: KeyRevokeEntry): string {
  return `${actor} shuts the key ${shortKey(key)} out: ${revokeWords[reason]}`;
}

function otherHeads(count: number): string {
  return count === 1 ? 'another head of this log' : `${count} other heads of this log`;
}

function texts(count: number): string {
  return count === 1 ? 'the text' : `${count} texts`;
}
