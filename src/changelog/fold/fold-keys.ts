import type { KeyAddEntry, KeyRevokeEntry, LogOpenEntry } from '../../model/log-entry.js';
import { parseVerifierKey } from '../../tlog/note/verifier-key.js';
import { fingerprint, parsePublicKey } from '../../tlog/sshsig/public-key.js';
import { entryProblem, type Problem } from '../problem.js';
import type { SignedEntry } from './signed-entry.js';
import { holdersOf, keyOf } from './key-of.js';
import type { KnownKey, LogState } from './log-state.js';

/** Opens the log with its first key, lets keys in and out. */
export function foldKeys(
  state: LogState,
  signed: SignedEntry,
  entry: LogOpenEntry | KeyAddEntry | KeyRevokeEntry,
): Problem[] {
  if (entry.type === 'key.revoke') return revoke(state, signed, entry);
  return entry.type === 'log.open' ? open(state, signed, entry) : add(state, signed, entry);
}

function open(state: LogState, signed: SignedEntry, entry: LogOpenEntry): Problem[] {
  const problems = checkKey(signed, entry);
  if (problems.length > 0) return problems;
  state.opened = signed.id;
  state.policy = entry.policy;
  state.rootKeys = [signed.k];
  state.keys.push(
    knownKey(signed, { ...entry, holder: entry.actor, does: ['record', 'keys'], apps: null, expires: null }),
  );
  return [];
}

function add(state: LogState, signed: SignedEntry, entry: KeyAddEntry): Problem[] {
  const problems = checkKey(signed, entry);
  if (problems.length > 0) return problems;
  const known = knownKey(signed, entry);
  // A key that was once let in never comes back: what it signed in between would be unclear.
  if (keyOf(state, known.fingerprint))
    return [entryProblem('key-known', signed, `lets in the key ${known.fingerprint}, which was let in before`)];
  const giver = keyOf(state, signed.k);
  const wider = entry.replaces !== null && giver && !giver.does.includes('keys') && isWider(known, giver);
  if (wider) return [entryProblem('out-of-scope', signed, 'gives its successor more than the key itself may do')];
  state.keys.push(known);
  return [];
}

/** Whether a successor could do anything that the key before it could not. */
function isWider(known: KnownKey, giver: KnownKey): boolean {
  const more = known.does.some((power) => !giver.does.includes(power)) || known.holder !== giver.holder;
  const apps = giver.apps !== null && (known.apps === null || known.apps.some((app) => !giver.apps?.includes(app)));
  const longer = giver.expires !== null && (known.expires === null || known.expires > giver.expires);
  return more || apps || longer;
}

function revoke(state: LogState, signed: SignedEntry, entry: KeyRevokeEntry): Problem[] {
  const key = keyOf(state, entry.key);
  if (!key || key.revoked !== null)
    return [entryProblem('unknown-key', signed, `revokes the key ${entry.key}, which is not in use`)];
  const roots = state.rootKeys.filter((root) => root !== entry.key);
  if (holdersOf(state, roots) < state.threshold) {
    const says = `revokes the key ${entry.key}, without which too few root keys are left to change the policy`;
    return [entryProblem('policy-without-quorum', signed, says)];
  }
  key.revoked = signed.position;
  state.rootKeys = roots;
  return [];
}

function checkKey(signed: SignedEntry, { key, noteKey }: { key: string; noteKey: string | null }): Problem[] {
  return parsePublicKey(key) && isNoteKey(noteKey, signed.entry.log)
    ? []
    : [entryProblem('unknown-key', signed, 'names a key that is none')];
}

/** Heads are signed with Ed25519 under the name of the log; a key that cosigns has no business there. */
function isNoteKey(noteKey: string | null, log: string): boolean {
  const key = noteKey === null ? undefined : parseVerifierKey(noteKey);
  return noteKey === null || (key?.name === log && key.kind === 'ed25519');
}

function knownKey(signed: SignedEntry, entry: Omit<KeyAddEntry, 'seen' | 'type' | 'replaces'>): KnownKey {
  const { key, holder, does, apps, expires, noteKey } = entry;
  const parsed = parsePublicKey(key);
  return {
    fingerprint: parsed ? fingerprint(parsed) : '',
    key,
    holder,
    does,
    apps,
    expires,
    noteKey,
    added: signed.position,
    revoked: null,
    since: signed.entry.time,
  };
}
