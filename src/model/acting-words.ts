import type { Acting, KeyStanding, KnownBy } from './acting.js';

/** `you act as ada (key SHA256:3f2a91c7… in the record)`, before what is recorded in that name. */
export function actingWords(acting: Acting): string {
  return `you act as ${nameOf(acting)} (${keyWords(acting.key)})`;
}

function nameOf({ name, id, isSteward }: Acting): string {
  return isSteward ? name : id;
}

/** Without the `op-…` of the person, who is named beside it. */
function keyWords(key: KeyStanding): string {
  switch (key.kind) {
    case 'in-record':
      return `key ${shortPrint(key.fingerprint)} in the record`;
    case 'not-in-record':
      return `key ${shortPrint(key.fingerprint)} not in the record yet`;
    case 'revoked':
      return `key ${shortPrint(key.fingerprint)} was taken out of the record`;
    case 'of-another':
      return `key ${shortPrint(key.fingerprint)} is that of ${key.holder} in the record`;
    case 'opens':
      return key.elsewhere
        ? 'no record beside this clone: your first entry would open a new one'
        : 'nobody has written into the record yet: your first entry opens it';
    case 'unread':
      return 'the record does not answer, and was never read on this machine: what it says of your key cannot be told';
    case 'none':
      return 'no key for the record on this machine yet';
    case 'unusable':
      return key.says;
  }
}

/** By what it is known who acts. */
export const knownByWords: Readonly<Record<KnownBy, string>> = {
  variable: 'by the variable TEND_STEWARD',
  ci: 'because CI is set (TEND_STEWARD names somebody else)',
  said: 'because it was said on this machine (tend whoami --as NAME says otherwise)',
  'ssh-key': 'by a public key in ~/.ssh that stands in region.yml',
  'record-key': 'by the key for the record that is kept on this machine',
  pseudonym: 'by the pseudonym that is kept on this machine',
};

/** What lets them write into the record and stand in the manifest; empty where both are so. */
export function waysToAct({ id, isSteward, key }: Acting): string[] {
  const added = isSteward ? [] : [`to stand in region.yml: tend steward add NAME --id ${id} --me`];
  if (key.kind === 'not-in-record')
    return [...added, `somebody in the record runs: tend changelog key add ${id} "${key.publicKey}"`];
  if (key.kind === 'opens' && key.elsewhere)
    return [...added, 'where others have a record, name it first in region.yml: changelog: { remote: URL }'];
  if (key.kind === 'unread') return [...added, 'see why it does not answer: tend changelog verify'];
  if (key.kind === 'none' || key.kind === 'revoked') return [...added, 'a key for the record: tend changelog key new'];
  if (key.kind === 'of-another') return [`to act as ${key.holder}: tend whoami --as ${key.holder}`];
  return added;
}

function shortPrint(fingerprint: string): string {
  return `${fingerprint.slice(0, 'SHA256:'.length + 8)}…`;
}
