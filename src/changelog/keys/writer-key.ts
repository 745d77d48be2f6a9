import type { RecordKey } from '../../tools/record-keys.js';

/** A record key with what signs heads: the key itself, or, beside a security key, a note key of this machine. */
export interface WriterKey extends Required<RecordKey> {
  /** Verifier key of the note key beside a security key; null where the record key signs heads itself. */
  readonly noteKey: string | null;
}
