import { z } from 'zod';
import { compareText } from '../model/compare-text.js';
import { given } from '../model/given.js';
import { KnownError } from '../model/known-error.js';
import { parseJson } from '../model/parse-json.js';
import { parseVerifierKey, type VerifierKey } from '../tlog/note/verifier-key.js';
import type { Files } from '../tools/files.js';
import { originHash } from './origin-hash.js';

/** A log whose heads a witness looks at. */
export interface KnownLog {
  readonly origin: string;
  /** Any of them may sign its heads. */
  readonly keys: readonly VerifierKey[];
  /** The git remote to read it from; undefined: whoever writes it asks by HTTP. */
  readonly remote?: string;
}

/** The logs that a witness knows. */
export interface KnownLogs {
  find(origin: string): Promise<KnownLog | undefined>;
  /** All, by origin. */
  list(): Promise<KnownLog[]>;
  /** Lets a log in, or says something else about one that is known. */
  put(log: KnownLog): Promise<void>;
}

const verifierKey = z.string().transform((text, context) => {
  const key = parseVerifierKey(text);
  if (!key) context.addIssue('not a verifier key');
  return key ?? z.NEVER;
});
const schema = z.strictObject({ origin: z.string(), keys: z.array(verifierKey).min(1), remote: z.string().optional() });

/** The known logs in a folder, a JSON file each, so that a running witness sees what another command adds. */
export function openKnownLogs(files: Pick<Files, 'list' | 'readText' | 'write'>, folder: string): KnownLogs {
  const pathOf = (origin: string) => `${folder}/${originHash(origin)}.json`;

  async function read(path: string): Promise<KnownLog | undefined> {
    const text = await files.readText(path);
    if (text === undefined) return undefined;
    const parsed = schema.safeParse(parseJson(text));
    if (parsed.success && pathOf(parsed.data.origin) === path) return parsed.data;
    throw new KnownError('WITNESS_STATE_INVALID', `${path}: not what tend witness add writes`, {
      tryThis: ['remove the file, then: tend witness add ORIGIN --key VKEY'],
    });
  }

  return {
    find: (origin) => read(pathOf(origin)),
    async list() {
      const names = (await files.list(folder)).map(({ name }) => name).filter((name) => name.endsWith('.json'));
      const logs = await Promise.all(names.map((name) => read(`${folder}/${name}`)));
      return logs.filter((log) => log !== undefined).sort((a, b) => compareText(a.origin, b.origin));
    },
    put: ({ origin, keys, remote }) =>
      files.write(
        pathOf(origin),
        `${JSON.stringify({ origin, keys: keys.map(({ text }) => text), ...given({ remote }) }, null, 2)}\n`,
      ),
  };
}
