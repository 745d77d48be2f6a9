import { join } from 'node:path';
import type { KnownKey } from '../../changelog/fold/log-state.js';
import { keepRecordKey, recordKey } from '../../changelog/keys/record-key.js';
import { takeUpKey } from '../../changelog/keys/writing-key.js';
import { identityOf } from '../../changelog/keys/identity-of.js';
import { readState } from '../../changelog/read-state.js';
import type { EntryId } from '../../model/brand.js';
import type { NewEntry } from '../../model/entry.js';
import type { OwnKey } from '../../model/own-key.js';
import { KnownError } from '../../model/known-error.js';
import type { Power } from '../../model/log-entry.js';
import { fingerprint, parsePublicKey, type PublicKey } from '../../tlog/sshsig/public-key.js';
import type { Tools } from '../../tools/tools.js';
import type { OpenRegion } from '../region/open-region.js';
import { appendAs } from './append-as.js';
import { checkKeyWish } from './check-key-wish.js';

/**
 * The record key of whoever acts; one is made where there is none, or taken from `use` (a key file of OpenSSH, also of a
 * security key, or a public key whose private half is in the ssh-agent). A login key is refused.
 */
export async function createRecordKey(tools: Tools, open: OpenRegion, use?: string): Promise<OwnKey> {
  const { id: actor } = await open.actor();
  const { place } = open.changelog;
  if (use !== undefined) await keepRecordKey(place, actor, use);
  const state = await readState(place);
  const { publicKey, noteKey } = (await takeUpKey(place, state, actor)) ?? (await recordKey(place, actor));
  const key = parseKey(publicKey);
  await refuseLoginKey(tools, key);
  const known = state.keys.find((one) => one.fingerprint === fingerprint(key));
  const age = await place.age.recipientOf(await identityOf(place, actor));
  return { actor, publicKey, noteKey, fingerprint: fingerprint(key), mayWrite: known?.revoked === null, age };
}

/** Who may write, and who might, oldest first. */
export async function listKeys(open: OpenRegion): Promise<readonly (KnownKey & { readonly isRoot: boolean })[]> {
  const { keys, rootKeys } = await readState(open.changelog.place);
  return keys.map((key) => ({ ...key, isRoot: rootKeys.includes(key.fingerprint) }));
}

/** A key to be let in: whose, which, and what it may do. */
export interface KeyWish {
  /** A steward's name in the manifest, or a pseudonym. */
  readonly holder: string;
  /** Default: the steward's key in the manifest. */
  readonly key?: string;
  readonly noteKey?: string;
  readonly does: readonly Power[];
  readonly apps?: readonly string[];
  /** RFC 3339. */
  readonly expires?: string;
}

/** Lets a key in. Throws USAGE for a login key, a kind of key that cannot sign the record, or somebody unknown. */
export async function letKeyIn(tools: Tools, open: OpenRegion, wish: KeyWish): Promise<EntryId> {
  const steward = stewardCalled(open, wish.holder);
  const holder = steward?.id ?? wish.holder;
  checkKeyWish({ ...wish, holder });
  const line = wish.key ?? steward?.key;
  if (line === undefined) throw noKey(wish.holder);
  const key = parseKey(line);
  await refuseLoginKey(tools, key);
  return appendAs(tools, open, (common): NewEntry => {
    return {
      ...common,
      type: 'key.add',
      holder,
      key: key.text,
      noteKey: wish.noteKey ?? null,
      does: [...wish.does],
      apps: wish.apps?.length ? [...wish.apps] : null,
      expires: wish.expires ?? null,
      replaces: null,
    };
  });
}

function stewardCalled({ region }: OpenRegion, called: string) {
  return region.stewards.find(({ name, id }) => name === called || id === called);
}

/** Takes a key out, named by its fingerprint, its text or its holder: from its entry on it signs nothing any more. */
export async function takeKeyOut(
  tools: Tools,
  open: OpenRegion,
  { key, reason }: { readonly key: string; readonly reason: 'left' | 'lost' | 'stolen' | 'rotated' },
): Promise<EntryId> {
  const { keys } = await readState(open.changelog.place);
  const holder = stewardCalled(open, key)?.id ?? key;
  const found = keys.filter(
    (one) => one.revoked === null && (one.fingerprint === key || one.holder === holder || one.key === key),
  );
  const [one, ...others] = found;
  if (!one || others.length > 0)
    throw new KnownError('USAGE', `${key} names ${found.length === 0 ? 'no key' : 'several keys'} of this record`, {
      tryThis: ['name it by its fingerprint: tend changelog key list'],
    });
  return appendAs(tools, open, (common) => ({ ...common, type: 'key.revoke', key: one.fingerprint, reason }));
}

/** A key for the record as a person gives it, with or without comment. USAGE for another kind of key. */
export function parseKey(line: string): PublicKey {
  const key = parsePublicKey(line.split(' ').slice(0, 2).join(' '));
  if (key) return key;
  throw new KnownError(
    'USAGE',
    'that is no key for the record: it takes ssh-ed25519 and sk-ssh-ed25519 (security keys)',
    {
      tryThis: ['tend changelog key new', 'ssh-keygen -t ed25519 -f record-key'],
    },
  );
}

/** A key with which somebody logs in is shown by forges and servers: it would tell who is behind the pseudonym. */
async function refuseLoginKey({ files, environment }: Tools, key: PublicKey): Promise<void> {
  const folder = join(environment.home, '.ssh');
  const names = (await files.list(folder)).map(({ name }) => name);
  const login = names.filter((name) => /^id_[\w-]+\.pub$/.test(name) || /^authorized_keys2?$/.test(name));
  const texts = await Promise.all(login.map((name) => files.readText(join(folder, name))));
  const at = texts.findIndex((text) => text?.includes(key.text.split(' ')[1] ?? '') ?? false);
  if (at < 0) return;
  throw new KnownError('USAGE', `that key is for logging in (~/.ssh/${login[at] ?? ''}): it stays out of the record`, {
    details: ['the record is public for ever, and a key that forges and servers know tells whose pseudonym it is'],
    tryThis: ['make one for the record alone: tend changelog key new'],
  });
}

/** USAGE with the way to a key. */
export function noKey(holder: string): KnownError {
  return new KnownError('USAGE', `no key of ${holder} is known`, {
    tryThis: [`let them run: tend changelog key new`, `then: tend changelog key add ${holder} "ssh-ed25519 AAAA…"`],
  });
}
