import { entryProblem, type Problem } from '../problem.js';
import type { FoldContext } from './fold-context.js';
import type { SignedEntry } from './signed-entry.js';
import { judgeRoot } from './judge-root.js';
import { keyOf } from './key-of.js';
import { announced, type KnownKey, type LogState } from './log-state.js';
import { rememberedFingerprint, oneTimeKey } from './one-time-key.js';
import { expiryTime, isEarlier } from './times.js';

/** Whether the key that signed an entry may: let in before, not revoked, its holder's own, within its scope. */
export function judgeKey(state: LogState, signed: SignedEntry, context: FoldContext): Problem[] {
  const { entry, k } = signed;
  if (entry.type === 'log.open') return judgeFirst(state, signed);
  if (entry.type === 'outcome' && k === oneTimeKey(announced(state, entry.intent))) return [];
  const key = keyOf(state, k);
  if (!key) return [unknownKey(signed)];
  return [
    ...judgeHolder(signed, key),
    ...judgeExpiry(state, signed, key),
    ...judgeScope(signed, key, context),
    ...judgeRoot(state, signed, key),
  ].slice(0, 1);
}

function judgeFirst(state: LogState, signed: SignedEntry): Problem[] {
  if (state.opened !== null) return [entryProblem('log-opened-twice', signed, 'opens a log that is open already')];
  const { entry, k } = signed;
  const own = entry.type === 'log.open' && rememberedFingerprint(entry.key) === k;
  return own ? [] : [entryProblem('unknown-key', signed, `is signed by ${k} and not by the key that it names`)];
}

function unknownKey(signed: SignedEntry): Problem {
  const { entry, k } = signed;
  if (entry.type === 'key.add' && rememberedFingerprint(entry.key) === k)
    return entryProblem('key-added-itself', signed, `wants to let in the key ${k} with that key itself`);
  return entryProblem('unknown-key', signed, `is signed by the key ${k}, which nobody let in`);
}

function judgeHolder(signed: SignedEntry, key: KnownKey): Problem[] {
  const { entry, k } = signed;
  if (key.revoked !== null) {
    const says = `is signed by the key ${k} of ${key.holder}, which entry ${key.revoked + 1} had revoked`;
    return [entryProblem('revoked-key', signed, says)];
  }
  if (key.holder !== entry.actor)
    return [entryProblem('wrong-actor', signed, `is signed by the key ${k}, which is that of ${key.holder}`)];
  return [];
}

/** By its own time, and by that of the entries before it: else an old time and an old head would make any key good again. */
function judgeExpiry(state: LogState, signed: SignedEntry, { expires }: KnownKey): Problem[] {
  if (expires === null) return [];
  if (signed.entry.time <= expires && !isEarlier(expires, expiryTime(state))) return [];
  return [entryProblem('expired-key', signed, `is signed by the key ${signed.k}, which was good until ${expires}`)];
}

function judgeScope(signed: SignedEntry, key: KnownKey, { contents }: FoldContext): Problem[] {
  const { entry, k } = signed;
  const power = entry.type === 'key.add' || entry.type === 'key.revoke' ? 'keys' : 'record';
  const isOwn = (entry.type === 'key.add' && entry.replaces === k) || (entry.type === 'key.revoke' && entry.key === k);
  if (!isOwn && !key.does.includes(power))
    return [entryProblem('out-of-scope', signed, `is signed by the key ${k}, which may not do that (${power})`)];
  if (key.apps === null || isOwn) return [];
  const subjects = contents.subjectsOf(entry);
  const other = subjects.find((app) => !key.apps?.includes(app));
  if (other === undefined && subjects.length > 0) return [];
  const says = `is about ${other ?? 'more than an app'}, but the key ${k} may only write about ${key.apps.join(', ')}`;
  return [entryProblem('out-of-scope', signed, says)];
}
