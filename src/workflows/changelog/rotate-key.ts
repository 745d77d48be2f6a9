import { join } from 'node:path';
import type { LogState } from '../../changelog/fold/log-state.js';
import { signInTurn } from '../../changelog/heads/sign-in-turn.js';
import { identityOf } from '../../changelog/keys/identity-of.js';
import { layOutRecordKey, recordKey } from '../../changelog/keys/record-key.js';
import type { WriterKey } from '../../changelog/keys/writer-key.js';
import { takeUpKey } from '../../changelog/keys/writing-key.js';
import { recordKeysFolder } from '../../changelog/log-folder.js';
import { readState } from '../../changelog/read-state.js';
import type { NewEntry } from '../../model/entry.js';
import { given } from '../../model/given.js';
import type { OwnKey } from '../../model/own-key.js';
import { KnownError } from '../../model/known-error.js';
import { fingerprint } from '../../tlog/sshsig/public-key.js';
import type { Tools } from '../../tools/tools.js';
import type { CommonFields } from './append-as.js';
import { noKey, parseKey } from './log-keys.js';
import type { OpenRegion } from '../region/open-region.js';

/**
 * Lets a new key of the same holder in by the old one, which then signs nothing any more; where it alone decides on the policy,
 * the new one decides from then on, all in one append. A rotation that was killed once the record had taken it is ended, and no
 * other is begun. POLICY_DENIED where several root keys decide together.
 */
export async function rotateKey(tools: Tools, open: OpenRegion, use?: string): Promise<OwnKey> {
  const { id: actor } = await open.actor();
  const { place } = open.changelog;
  const state = await readState(place);
  const fresh =
    (await takeUpKey(place, state, actor)) ?? (await replaceKey(tools, open, { actor, state, ...given({ use }) }));
  // The old key could not sign the head over its own end.
  await signInTurn(place);
  const { publicKey, noteKey } = fresh;
  const age = await place.age.recipientOf(await identityOf(place, actor));
  const isNamed = Boolean(place.environment.variables['TEND_RECORD_KEY']);
  const nameInstead = isNamed ? join(recordKeysFolder(place), actor) : undefined;
  const own = { actor, publicKey, noteKey, fingerprint: fingerprint(parseKey(publicKey)), mayWrite: true, age };
  return { ...own, ...given({ nameInstead }) };
}

interface Replacing {
  readonly actor: string;
  readonly state: LogState;
  readonly use?: string;
}

/** Lets the new key in and takes the old one out, in one append; only then the new one is kept. */
async function replaceKey(tools: Tools, open: OpenRegion, { actor, state, use }: Replacing): Promise<WriterKey> {
  const { place } = open.changelog;
  const old = parseKey((await recordKey(place, actor)).publicKey);
  const known = state.keys.find((one) => one.fingerprint === fingerprint(old) && one.revoked === null);
  if (!known) throw noKey(actor);
  if (state.rootKeys.includes(known.fingerprint) && state.threshold > 1) throw othersDecideToo(actor, state.threshold);
  const { fresh, keep } = await layOutRecordKey(place, actor, use);
  const common = { v: 1, log: place.origin, time: tools.clock.now(), actor } as const;
  const { holder, does, apps, expires } = known;
  await open.changelog.append([
    {
      ...common,
      type: 'key.add',
      holder,
      key: fresh.publicKey,
      noteKey: fresh.noteKey,
      does: [...does],
      apps: apps ? [...apps] : null,
      expires,
      replaces: known.fingerprint,
    },
    ...rootInstead(common, state, { old: known.fingerprint, fresh: fingerprint(parseKey(fresh.publicKey)) }),
    { ...common, type: 'key.revoke', key: known.fingerprint, reason: 'rotated' },
  ]);
  await keep();
  place.memory.recordKeys.set(actor, Promise.resolve(fresh));
  return fresh;
}

/** A root key that goes hands its word on: else nobody could ever decide again. */
function rootInstead(
  common: CommonFields,
  { rootKeys, threshold, policy }: LogState,
  { old, fresh }: { readonly old: string; readonly fresh: string },
): NewEntry[] {
  if (!rootKeys.includes(old)) return [];
  const roots = rootKeys.map((root) => (root === old ? fresh : root));
  return [{ ...common, type: 'policy', policy: policy ?? 'quorum none\n', roots, threshold }];
}

function othersDecideToo(actor: string, threshold: number): KnownError {
  const says = `your key is a root key, and ${threshold} of those decide together: the others have to agree to your new one first`;
  return new KnownError('POLICY_DENIED', says, {
    tryThis: [
      `make the new key (ssh-keygen -t ed25519 -f record-key) and let it in: tend changelog key add ${actor} "ssh-ed25519 AAAA…"`,
      'propose the roots with it in place of the old one: tend changelog policy FILE --root FINGERPRINT …',
      'once the others have agreed: tend changelog key new --use record-key, then tend changelog key revoke OLD-FINGERPRINT --reason rotated',
    ],
  });
}
