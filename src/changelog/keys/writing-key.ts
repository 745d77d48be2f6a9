import { KnownError } from '../../model/known-error.js';
import { fingerprint, parsePublicKey } from '../../tlog/sshsig/public-key.js';
import { keyOf } from '../fold/key-of.js';
import type { KnownKey, LogState } from '../fold/log-state.js';
import type { Workplace } from '../workplace.js';
import { laidOutKey, recordKey } from './record-key.js';
import type { WriterKey } from './writer-key.js';

/**
 * The key of somebody on this machine that the log lets write now; one that was let in by a rotation that was ended is taken up.
 * CHANGELOG_KEY_UNKNOWN with the way to be let in.
 */
export async function writingKey(place: Workplace, state: LogState, actor: string): Promise<WriterKey> {
  const key = await recordKey(place, actor);
  if (state.opened === null || mayWrite(state, key, actor)) return key;
  const fresh = await takeUpKey(place, state, actor);
  if (!fresh) throw keyCannotWrite(place, state, { key, actor });
  return fresh;
}

/** Keeps the key of a rotation that was killed between letting it in and keeping it; undefined where there is no such key. */
export async function takeUpKey(place: Workplace, state: LogState, actor: string): Promise<WriterKey | undefined> {
  const laidOut = await laidOutKey(place, actor);
  if (!laidOut || !mayWrite(state, laidOut.fresh, actor)) return undefined;
  await laidOut.keep();
  place.memory.recordKeys.set(actor, Promise.resolve(laidOut.fresh));
  return laidOut.fresh;
}

function mayWrite(state: LogState, key: WriterKey, actor: string): boolean {
  const known = knownAs(state, key);
  return known?.holder === actor && known.revoked === null;
}

function knownAs(state: LogState, { publicKey }: WriterKey): KnownKey | undefined {
  const parsed = parsePublicKey(publicKey);
  return parsed && keyOf(state, fingerprint(parsed));
}

interface Refused {
  readonly key: WriterKey;
  readonly actor: string;
}

function keyCannotWrite({ memory }: Workplace, state: LogState, { key, actor }: Refused): KnownError {
  const { publicKey, noteKey } = key;
  const beside = noteKey === null ? '' : ` --note-key "${noteKey}"`;
  const known = knownAs(state, key);
  return new KnownError('CHANGELOG_KEY_UNKNOWN', `${whyNot(known, actor)}: nothing was recorded`, {
    details: [...(memory.openedByOthers ? openedMeanwhile(state) : []), `your key for this record: ${publicKey}`],
    tryThis: [
      `ask somebody who may let keys in (${keyGivers(state)}) to run: tend changelog key add ${actor} "${publicKey}"${beside}`,
    ],
  });
}

/** Two who are the first at the same moment: only one of them is. */
function openedMeanwhile({ keys: [first] }: LogState): string[] {
  return first ? [`${first.holder} opened this record at ${first.since}, while you were about to`] : [];
}

function whyNot(known: { holder: string; revoked: number | null } | undefined, actor: string): string {
  if (!known) return `${actor} may not write into this record yet`;
  if (known.revoked !== null) return `the key of ${actor} was taken out of this record by entry ${known.revoked + 1}`;
  return `the key on this machine is that of ${known.holder}, not of ${actor}`;
}

function keyGivers(state: LogState): string {
  const givers = state.keys.filter(({ does, revoked }) => revoked === null && does.includes('keys'));
  return [...new Set(givers.map(({ holder }) => holder))].join(', ') || 'nobody is left';
}
