import { join } from 'node:path';
import { decodeBase64, encodeBase64 } from '../../tlog/base64.js';
import type { Files } from '../../tools/files.js';
import type { Log } from './log.js';

/** Raised with every change of what is kept: then all is read and judged anew, once. */
const keptVersion = 6;

interface Keeping {
  readonly files: Files;
  readonly folder: string;
  readonly pagesVersion: number;
}

/** Keeps what a log amounts to beside its clone, so that the next run reads only what is new. */
export async function keepLog({ files, folder, pagesVersion }: Keeping, log: Log): Promise<void> {
  const kept = { version: [keptVersion, pagesVersion], ...log, roots: encodeBase64(log.roots) };
  await files.write(join(folder, 'log.json'), JSON.stringify(kept), 0o600);
}

/** What was kept; undefined where nothing of this version is. */
export async function readKeptLog({ files, folder, pagesVersion }: Keeping): Promise<Log | undefined> {
  const text = await files.readText(join(folder, 'log.json'));
  if (text === undefined) return undefined;
  try {
    const { version, roots, ...kept } = JSON.parse(text) as Omit<Log, 'roots'> & { version: unknown; roots: string };
    if (String(version) !== String([keptVersion, pagesVersion]) || !isWhole(kept)) return undefined;
    return { ...kept, roots: decodeBase64(roots) ?? new Uint8Array() };
  } catch {
    return undefined;
  }
}

/** Who damages this file hurts nobody but this machine; it is to be read anew then, not to break off. */
function isWhole({ state, segments, tail, signed }: Partial<Log>): boolean {
  return typeof state?.size === 'number' && Array.isArray(segments) && typeof tail === 'string' && signed !== undefined;
}
