import type { OwnKey } from '../model/own-key.js';
import type { EntryId } from '../model/brand.js';
import { shortEntry } from '../model/short-id.js';
import { columns, copied } from './align.js';

interface ShownKey {
  readonly fingerprint: string;
  readonly holder: string;
  readonly does: readonly string[];
  readonly apps: readonly string[] | null;
  readonly expires: string | null;
  readonly added: number;
  readonly revoked: number | null;
  readonly isRoot: boolean;
}

/** Keys of a record: whose, what for, from which entry to which. */
export function showKeys(
  keys: readonly ShownKey[],
  stewards: readonly { readonly name: string; readonly id: string }[],
): string {
  if (keys.length === 0)
    return 'Nobody has written into this record yet: who does first opens it, with a key that is made then.';
  const rows = keys.map((key) => [
    stewards.find(({ id }) => id === key.holder)?.name ?? key.holder,
    key.fingerprint,
    whatFor(key),
    key.revoked === null ? `since entry ${key.added + 1}` : `entries ${key.added + 1} to ${key.revoked + 1}, taken out`,
  ]);
  return [
    ...columns([['HOLDER', 'KEY', 'MAY', 'COUNTS'], ...rows]),
    '',
    'let somebody in: tend changelog key add NAME · take a key out: tend changelog key revoke KEY --reason left',
  ].join('\n');
}

function whatFor({ does, apps, expires, isRoot }: ShownKey): string {
  const powers = [
    ...(does.includes('record') ? ['write'] : []),
    ...(does.includes('keys') ? ['let keys in and out'] : []),
    ...(isRoot ? ['decide on the policy'] : []),
  ];
  const about = apps ? ` (${apps.join(', ')})` : '';
  return `${powers.join(', ')}${about}${expires === null ? '' : ` until ${expires.slice(0, 10)}`}`;
}

/** The key of whoever acts, and what comes next. */
export function showOwnKey(key: OwnKey): string {
  const beside = key.noteKey === null ? '' : ` --note-key "${key.noteKey}"`;
  const next = key.mayWrite
    ? ['the record lets it write']
    : [
        'if the record is open already, somebody in it lets you in:',
        copied(`  tend changelog key add ${key.actor} "${key.publicKey}"${beside}`),
      ];
  return [
    `key of ${key.actor} for this record, ${key.fingerprint}`,
    copied(`  ${key.publicKey}`),
    ...next,
    'to read sealed plans, put this beside your name in region.yml:',
    copied(`  age: ${key.age}`),
  ].join('\n');
}

/** That the environment names a key that was rotated. */
export function showNameInstead(path: string): string {
  return `TEND_RECORD_KEY still names the old key, which signs nothing any more: let it name ${path}`;
}

/** That somebody may write into the record now. */
export function showKeyAdded(holder: string, id: EntryId): string {
  return `${holder} may write into the record from now on · entry ${shortEntry(id)} · tend changelog key list`;
}

/** That a key counts no more. */
export function showKeyRevoked(key: string, id: EntryId): string {
  return `${key} signs nothing in this record any more · entry ${shortEntry(id)}`;
}
