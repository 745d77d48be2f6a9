import { join } from 'node:path';
import { KnownError } from '../../model/known-error.js';
import { fingerprint, parsePublicKey } from '../../tlog/sshsig/public-key.js';
import { recordKeysFolder } from '../log-folder.js';
import type { Workplace } from '../workplace.js';
import { recordKey } from './record-key.js';

/** Whether a key is kept here for somebody, or named for every run; one of these signs, without a new one being made. */
export async function hasRecordKey(place: Workplace, actor: string): Promise<boolean> {
  if (place.environment.variables['TEND_RECORD_KEY']) return true;
  return place.files.exists(join(recordKeysFolder(place), actor));
}

/** Fingerprints of the record keys of this machine: that which TEND_RECORD_KEY names, else those that are kept for this log. */
export async function keptFingerprints(place: Workplace): Promise<string[]> {
  const actors = place.environment.variables['TEND_RECORD_KEY'] ? ['TEND_RECORD_KEY'] : await keptActors(place);
  const found = await Promise.all(actors.map((actor) => fingerprintOf(place, actor)));
  return found.filter((one) => one !== undefined);
}

/** Beside a key lie `<actor>.pub`, `.next`, `.old`, `.note` and `.age`. */
async function keptActors(place: Workplace): Promise<string[]> {
  const names = (await place.files.list(recordKeysFolder(place))).map(({ name }) => name);
  return names.filter((name) => !name.includes('.'));
}

/** Of a key that does not open now nothing is known; who needs it is told why. */
async function fingerprintOf(place: Workplace, actor: string): Promise<string | undefined> {
  const open = await place.files.readText(join(recordKeysFolder(place), `${actor}.pub`));
  const line = open ?? (await recordKey(place, actor).catch(unlessKnown))?.publicKey;
  const key = line === undefined ? undefined : parsePublicKey(line.split(' ').slice(0, 2).join(' '));
  return key && fingerprint(key);
}

function unlessKnown(error: unknown): undefined {
  if (!(error instanceof KnownError)) throw error;
}
