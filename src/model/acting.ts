/** Who acts: the pseudonym for the record, and the name that people of the region know. */
export interface Actor {
  readonly id: string;
  readonly name: string;
}

/** By what it was known who acts. */
export type KnownBy = 'variable' | 'ci' | 'said' | 'ssh-key' | 'record-key' | 'pseudonym';

/** What the record, as far as it is known here, says of the key that somebody would sign with on this machine. */
export type KeyStanding =
  | { readonly kind: 'in-record'; readonly fingerprint: string }
  /** A key that the record does not know yet. */
  | { readonly kind: 'not-in-record'; readonly fingerprint: string; readonly publicKey: string }
  | { readonly kind: 'revoked'; readonly fingerprint: string }
  | { readonly kind: 'of-another'; readonly fingerprint: string; readonly holder: string }
  /** Nobody has written yet: the first entry opens the record, with a key that is made then where there is none. */
  | {
      readonly kind: 'opens';
      /** In a clone whose manifest names no record: others may have one already. */ readonly elsewhere?: boolean;
    }
  /** The record was never read on this machine, and does not answer. */
  | { readonly kind: 'unread' }
  /** No key on this machine. */
  | { readonly kind: 'none' }
  /** There is one, and it does not open: the reason. */
  | { readonly kind: 'unusable'; readonly says: string };

/** Who acts on this machine, by what that is known, and with which key. */
export interface Acting extends Actor {
  /** Whether the manifest names them. */
  readonly isSteward: boolean;
  readonly knownBy: KnownBy;
  readonly key: KeyStanding;
}
