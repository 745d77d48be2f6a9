import type { Contents } from '../model/contents.js';
import type { NewEntry } from '../model/entry.js';
import type { Age } from '../tools/age.js';
import type { Clock } from '../tools/clock.js';
import type { Environment } from '../tools/environment.js';
import type { Files } from '../tools/files.js';
import type { Git } from '../tools/git.js';
import type { Random } from '../tools/random.js';
import type { RecordKey, RecordKeys } from '../tools/record-keys.js';
import type { Workers } from '../tools/workers.js';
import type { Clone } from './clone/clone.js';
import type { Refs } from './clone/read-refs.js';
import type { WriterKey } from './keys/writer-key.js';
import type { Log } from './log/log.js';
import type { SealedLine } from './log/sealed-line.js';

/** The tools that the changelog works with. */
export interface ChangelogTools {
  readonly git: Git;
  readonly files: Files;
  readonly environment: Environment;
  readonly clock: Clock;
  readonly random: Random;
  readonly recordKeys: RecordKeys;
  /** Seals plans. */
  readonly age: Age;
  /** Cores to check signatures on. */
  readonly workers: Workers;
}

/** Tells a person at once what no result can tell: a touch that is waited for, a line that cannot count. */
export type TellNotice = (notice: string) => void;

/** Everything that the parts of the changelog share while it is open. */
export interface Workplace extends ChangelogTools {
  /** Name of the log for ever: `<region domain>/changelog`. */
  readonly origin: string;
  readonly contents: Contents;
  /** The authoritative remote. */
  readonly remote: string;
  /** Remotes that get a copy of every append. */
  readonly mirrors: readonly string[];
  /** True where nobody named a remote: the bare repository beside the region, made by the first append. */
  readonly remoteIsDefault: boolean;
  /** The id of log.open that the region vouches for, where it does. */
  readonly fingerprint?: string;
  readonly tell: TellNotice;
  /** Whom plans are sealed to (age recipients); nobody: plans stay on the machine that made them. */
  readonly recipients: readonly string[];
  /** `$XDG_STATE_HOME/tend/<hash of the origin>`. */
  readonly folder: string;
  /** Our copy of the repository, made when it is first needed. */
  readonly clone: () => Promise<Clone>;
  /** What this process knows: the log as it last saw it, where its branches stood, keys that it opened or made. */
  readonly memory: Memory;
}

interface Memory {
  log?: Log;
  refs?: Refs;
  /** By actor. */
  readonly recordKeys: Map<string, Promise<WriterKey>>;
  /** Each signs the outcomes of one intent; by the intent's id. */
  readonly oneTimeKeys: Map<string, RecordKey>;
  /** What was signed once is not signed again: an entry whose push got no answer stays the same entry. */
  sealed: WeakMap<NewEntry, SealedLine>;
  /** The entry by which this process wants to open the log, until somebody has. */
  opening?: SealedLine;
  /** Somebody else opened the log while this process was about to. */
  openedByOthers?: boolean;
  /** Mirrors of which a person was told that they do not take what is new. */
  readonly mirrorsBehind: Set<string>;
  /** How many seem to write at once, by what was lost and won, and how many milliseconds a try takes. */
  turns?: { readonly crowd: number; readonly took: number };
}
