/** A log as a witness reads it, wherever it lies. Making one may throw a KnownError: out of reach, not readable. */
export interface LogSource {
  readonly origin: string;
  /** Its newest head as it stands there, and the verifier keys that may sign heads now, by the log's own key entries. */
  head(): Promise<{ readonly note: string; readonly vkeys: readonly string[] }>;
  /** The consistency proof (RFC 6962, 2.1.2) from that size to the head. */
  consistency(from: number): Promise<Uint8Array[]>;
  /** The root that its first so many entries have; needed where a fork has to be proven. */
  rootAt?(size: number): Promise<Uint8Array>;
  /** What this witness delivered there last; undefined where nothing lies there, or where that cannot be asked. */
  delivered?(): Promise<string | undefined>;
  /** Puts the cosigned note where the log's writers look for it. */
  deliver(note: string): Promise<void>;
}
