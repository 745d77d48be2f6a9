import { dirname, join } from 'node:path';
import type { EntryId } from '../model/brand.js';
import type { Contents, LoggedEntry } from '../model/contents.js';
import type { NewEntry } from '../model/entry.js';
import { given } from '../model/given.js';
import { withoutCredentials } from '../model/without-credentials.js';
import { appendEntries, type Appended, type AppendOptions } from './append-entries.js';
import { batchAppends } from './batch-appends.js';
import { batchReads } from './batch-reads.js';
import { openClone, type Clone } from './clone/clone.js';
import { tidyClone } from './clone/tidy-clone.js';
import { keepPlan, putDetail, readDetails, readPlan } from './details-folder.js';
import { logFolder } from './log-folder.js';
import { writingKey } from './keys/writing-key.js';
import { readEntries } from './log/read-entries.js';
import { refreshLog } from './refresh-log.js';
import { sealEntries } from './seal-entries.js';
import { readSpool, spoolLines } from './spool.js';
import { stateFiles } from './state-files.js';
import type { ChangelogTools, TellNotice, Workplace } from './workplace.js';

export interface ChangelogOptions {
  /** Name of the log for ever: `<region domain>/changelog`. */
  readonly origin: string;
  /** What its entries mean. */
  readonly contents: Contents;
  /** The first is authoritative, the others get copies; empty: a bare repository beside the region's. */
  readonly remotes: readonly string[];
  readonly regionFolder: string;
  readonly regionName: string;
  /** Id of the entry that opened the log, where the region vouches for it. */
  readonly fingerprint?: string;
  /** Whom plans are sealed to (age recipients). */
  readonly recipients?: readonly string[];
  /** None: nobody is told. */
  readonly tell?: TellNotice;
}

export interface ReadOptions {
  /** Take what was known before where the remote does not answer, instead of CHANGELOG_UNREACHABLE. */
  readonly offlineOk?: boolean;
}

/** All entries, and how they were come by. */
interface Listed {
  /** In log order; those of a draft first. */
  readonly entries: readonly LoggedEntry[];
  /** Signed and waiting on this machine, to be published by the next append. */
  readonly waiting: readonly Omit<LoggedEntry, 'position'>[];
  readonly remote: string;
  /** False: the remote did not answer, this is what was known before. */
  readonly fresh: boolean;
}

/** The changelog of a region, as long as a command runs. Errors of each: CHANGELOG_… (model/error-codes.ts). */
export interface Changelog {
  readonly list: (options?: ReadOptions) => Promise<Listed>;
  /** Signs and publishes: what waits in the spool, then these, with the details that they name. None: the spool alone. */
  readonly append: (entries: readonly NewEntry[], options?: AppendOptions) => Promise<Appended>;
  /** Signs entries and keeps them on this machine; the next append publishes them first. Gives their ids. */
  readonly spool: (entries: readonly NewEntry[]) => Promise<EntryId[]>;
  /** How many entries wait on this machine. */
  readonly spooled: () => Promise<number>;
  /** CHANGELOG_KEY_UNKNOWN where somebody may not write, as far as is known here. */
  readonly checkMayWrite: (actor: string) => Promise<void>;
  /** Commits to a text that is published beside the log, erasable, by the append of the intent that names it. */
  readonly putDetail: (text: string) => Promise<string>;
  /** The text behind a commitment; undefined where it was erased or never published. */
  readonly readDetail: (commitment: string) => Promise<string | undefined>;
  /** The same for many at once, by commitment; asks the remote only if this process has not asked it yet. */
  readonly readDetails: (commitments: readonly string[]) => Promise<ReadonlyMap<string, string>>;
  /** Commits to a plan; its text stays on this machine. */
  readonly keepPlan: (text: string) => Promise<string>;
  readonly readPlan: (commitment: string) => Promise<string | undefined>;
  /** For what works on the log itself: keys, heads, proofs, verifying. */
  readonly place: Workplace;
}

/** Opens the changelog. Nothing is read or made until it is asked for something. */
export function openChangelog(tools: ChangelogTools, options: ChangelogOptions): Changelog {
  const place = makeWorkplace(tools, options);
  return {
    list: (how) => listEntries(place, how),
    append: batchAppends((entries, options) => appendEntries(place, entries, options)),
    spool: (entries) => spoolEntries(place, entries),
    spooled: async () => (await readSpool(place)).lines.length,
    checkMayWrite: async (actor) => void (await writingKey(place, (await refreshLog(place)).log.state, actor)),
    putDetail: (text) => putDetail(place, text),
    readDetail: batchReads((commitments) => readTexts(place, commitments)),
    readDetails: (commitments) => readTexts(place, commitments),
    keepPlan: (text) => keepPlan(place, text),
    readPlan: (commitment) => readPlan(place, commitment),
    place,
  };
}

function makeWorkplace(tools: ChangelogTools, options: ChangelogOptions): Workplace {
  const { origin, contents, regionFolder, regionName, fingerprint } = options;
  const beside = join(dirname(regionFolder), `${regionName}-changelog.git`);
  const [remote = beside, ...mirrors] = options.remotes;
  const folder = logFolder(tools.environment, origin);
  let clone: Promise<Clone> | undefined;
  return {
    ...tools,
    files: stateFiles(tools.files),
    origin,
    contents,
    remote,
    mirrors,
    remoteIsDefault: options.remotes.length === 0,
    ...given({ fingerprint }),
    recipients: options.recipients ?? [],
    tell: options.tell ?? (() => undefined),
    folder,
    clone: () => (clone ??= openTidyClone(tools, join(folder, 'changelog.git'))),
    memory: { recordKeys: new Map(), oneTimeKeys: new Map(), sealed: new WeakMap(), mirrorsBehind: new Set() },
  };
}

async function openTidyClone(tools: ChangelogTools, folder: string): Promise<Clone> {
  const clone = await openClone(tools, folder);
  await tidyClone(clone, tools.clock);
  return clone;
}

async function listEntries(place: Workplace, options: ReadOptions = {}): Promise<Listed> {
  const { log, fresh } = await refreshLog(place, options.offlineOk);
  const entries = await readEntries(await place.clone(), log);
  const published = new Set(entries.map(({ id }) => id));
  const { lines } = await readSpool(place);
  const waiting = lines.filter(({ id }) => !published.has(id));
  return { entries, waiting, remote: withoutCredentials(place.remote), fresh };
}

async function spoolEntries(place: Workplace, entries: readonly NewEntry[]): Promise<EntryId[]> {
  const { log } = await refreshLog(place, true);
  const { lines: waiting } = await readSpool(place);
  const sealed = await sealEntries(place, { log, waiting }, entries);
  const known = new Set(waiting.map(({ id }) => id));
  await spoolLines(
    place,
    sealed.filter(({ id }) => !known.has(id)),
  );
  return sealed.slice(sealed.length - entries.length).map(({ id }) => id);
}

async function readTexts(place: Workplace, commitments: readonly string[]): Promise<Map<string, string>> {
  const refs = place.memory.refs ?? (await refreshLog(place, true)).refs;
  return readDetails(place, commitments, refs.details);
}
