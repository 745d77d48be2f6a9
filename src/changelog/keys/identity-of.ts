import { join } from 'node:path';
import { recordKeysFolder } from '../log-folder.js';
import type { Workplace } from '../workplace.js';

/** The age identity of somebody on this machine, with which sealed plans are opened; made where there is none. */
export async function identityOf(place: Workplace, actor: string): Promise<string> {
  const path = join(recordKeysFolder(place), `${actor}.age`);
  const kept = await place.files.readText(path);
  if (kept !== undefined) return kept.trim();
  const identity = await place.age.makeIdentity();
  await place.files.write(path, `${identity}\n`, 0o600);
  return identity;
}
