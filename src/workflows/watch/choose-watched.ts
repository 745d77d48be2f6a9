import { resolve } from 'node:path';
import { given } from '../../model/given.js';
import { KnownError } from '../../model/known-error.js';
import type { ReadingTools } from '../../tools/tools.js';
import { parseLogFlag, parseWatchList, type LogToWatch } from '../../watch/parse-watch-list.js';
import { openRegion } from '../region/open-region.js';
import { readNamedFile } from '../region/read-named-file.js';
import type { WatchedLog } from './watched-log.js';

/** Which logs somebody wants to be watched. */
export interface WatchChoice {
  /** `ORIGIN=REMOTE[#FINGERPRINT]` each. */
  readonly logs: readonly string[];
  /** A file with a list. */
  readonly list?: string;
  readonly region?: string;
  /** Look at the region's nodes: said so, said not, or not said. */
  readonly nodes?: boolean;
  /** Hours without a sign of life after which a log is stale. */
  readonly staleHours?: number;
}

/** The logs that are named; the region that one stands in where none is, or where it is asked for. */
export async function chooseWatched(tools: ReadingTools, choice: WatchChoice): Promise<WatchedLog[]> {
  const { logs, list, region, nodes, staleHours } = choice;
  const listed = [...(list === undefined ? [] : await readList(tools, list)), ...logs.map(parseLogFlag)];
  const named = listed.map((log) => ofList(tools, log));
  const isOwn = listed.length === 0 || region !== undefined || nodes === true;
  const all = [...(isOwn ? [await ofRegion(tools, region, nodes ?? true)] : []), ...named];
  refuseTwice(all);
  return all.map((log) => (staleHours === undefined ? log : { staleHours, ...log }));
}

async function readList({ files }: ReadingTools, path: string): Promise<readonly LogToWatch[]> {
  return parseWatchList(await readNamedFile(files, path), path);
}

function ofList({ environment }: ReadingTools, { origin, remote, fingerprint, staleHours }: LogToWatch): WatchedLog {
  return {
    origin,
    remotes: [/^\.\.?\//.test(remote) ? resolve(environment.workingFolder, remote) : remote],
    nodes: false,
    ...given({ fingerprint, staleHours }),
  };
}

async function ofRegion(tools: ReadingTools, folder: string | undefined, nodes: boolean): Promise<WatchedLog> {
  const own = await openRegion(tools, folder);
  const { origin, fingerprint } = own.changelog.place;
  const remotes = own.region.changelogRemotes;
  return { origin, remotes, own, nodes, ...given({ fingerprint }) };
}

function refuseTwice(logs: readonly WatchedLog[]): void {
  const origins = logs.map(({ origin }) => origin);
  const twice = origins.find((origin, index) => origins.indexOf(origin) !== index);
  if (twice !== undefined)
    throw new KnownError('USAGE', `${twice} is named twice`, { tryThis: ['name each log once'] });
}
