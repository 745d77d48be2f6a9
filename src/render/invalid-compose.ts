import { KnownError } from '../model/known-error.js';
import type { WaysOn } from '../model/ways-on.js';

/** A compose file that asks for what cannot be: where (`services.web.volumes`), what is wrong, what to do. */
export function invalidCompose(where: string, says: string, ...tryThis: WaysOn): KnownError {
  return new KnownError('COMPOSE_INVALID', `${where} ${says}`, { tryThis });
}
