import type { KeyAddEntry, KeyRevokeEntry } from '../../model/log-entry.js';
import { entryProblem, type Problem } from '../problem.js';
import type { SignedEntry } from './signed-entry.js';
import type { KnownKey, LogState } from './log-state.js';
import { liveKeys } from './key-of.js';

/** What root keys alone may do: shut root keys out, let in a further key of somebody else, end the log. */
export function judgeRoot(state: LogState, signed: SignedEntry, key: KnownKey): Problem[] {
  const { entry, k } = signed;
  if (entry.type === 'log.close') return judgeClosing(state, signed);
  const what = whatOnlyRootsMay(state, entry, key);
  if (what === undefined || state.rootKeys.includes(k)) return [];
  return [entryProblem('out-of-scope', signed, `${what} with the key ${k}, which is no root key`)];
}

function whatOnlyRootsMay(state: LogState, entry: SignedEntry['entry'], key: KnownKey): string | undefined {
  if (entry.type === 'key.revoke') return isForeignRoot(state, entry, key) ? 'shuts a root key out' : undefined;
  if (entry.type !== 'key.add' || !isForeignHolder(state, entry, key)) return undefined;
  return `lets in a key as one of ${entry.holder}, who has one,`;
}

function isForeignRoot({ rootKeys }: LogState, entry: KeyRevokeEntry, key: KnownKey): boolean {
  return entry.key !== key.fingerprint && rootKeys.includes(entry.key);
}

/** Who gives somebody else a second key could sign in their name. */
function isForeignHolder(state: LogState, entry: KeyAddEntry, key: KnownKey): boolean {
  return entry.holder !== key.holder && liveKeys(state).some(({ holder }) => holder === entry.holder);
}

function judgeClosing({ rootKeys, threshold }: LogState, signed: SignedEntry): Problem[] {
  if (!rootKeys.includes(signed.k))
    return [entryProblem('out-of-scope', signed, `ends the log with the key ${signed.k}, which is no root key`)];
  if (threshold === 1) return [];
  const says = `ends the log alone, where ${threshold} root keys decide: let them agree to a policy with a threshold of 1 first`;
  return [entryProblem('policy-without-quorum', signed, says)];
}
