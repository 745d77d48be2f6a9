/** A key of this machine for the record, and whether the record lets it write. */
export interface OwnKey {
  readonly actor: string;
  readonly publicKey: string;
  readonly noteKey: string | null;
  readonly fingerprint: string;
  readonly mayWrite: boolean;
  /** Age recipient: plans are sealed to it once it stands in the manifest. */
  readonly age: string;
  /** Where the new key lies, as long as TEND_RECORD_KEY still names the old one. */
  readonly nameInstead?: string;
}
