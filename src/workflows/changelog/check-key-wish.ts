import { actor, app, time } from '../../model/entry-fields.js';
import { isRealInstant } from '../../model/is-real-instant.js';
import { KnownError } from '../../model/known-error.js';
import { parseVerifierKey } from '../../tlog/note/verifier-key.js';
import type { WaysOn } from '../../model/ways-on.js';

/** What a person typed about a key that is to be let in. */
export interface TypedKeyWish {
  /** The pseudonym, a steward's name resolved already. */
  readonly holder: string;
  readonly noteKey?: string;
  readonly apps?: readonly string[];
  /** RFC 3339. */
  readonly expires?: string;
}

/** Throws USAGE for what has no place in an entry: it would stand there for ever, and the entry's schema speaks to programs. */
export function checkKeyWish({ holder, noteKey, apps = [], expires }: TypedKeyWish): void {
  if (!fits(actor, holder))
    throw refused(`"${holder}" is neither a steward in region.yml nor a pseudonym such as op-ci`, [
      'name a steward of region.yml, or a pseudonym that begins with op-',
    ]);
  const strange = apps.find((name) => !fits(app, name));
  if (strange !== undefined)
    throw refused(`--app "${strange}" is no name of an app`, ['as in the manifest: wiki, or traefik@brunswick']);
  if (expires !== undefined && !isTime(expires))
    throw refused(`--expires wants a day, not "${expires.split('T')[0]}"`, ['--expires 2027-12-31']);
  if (noteKey !== undefined && !parseVerifierKey(noteKey))
    throw refused('--note-key is no verifier key', ['as tend changelog key new prints it: NAME+HASH+BASE64']);
}

function fits(schema: typeof actor, text: string): boolean {
  return schema.safeParse(text).success;
}

function isTime(text: string): boolean {
  return fits(time, text) && isRealInstant(text);
}

function refused(message: string, tryThis: WaysOn): KnownError {
  return new KnownError('USAGE', `${message}; nothing was written`, { tryThis });
}
