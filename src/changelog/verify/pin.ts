import { join } from 'node:path';
import type { EntryId, Timestamp } from '../../model/brand.js';
import { isMapping } from '../../model/is-mapping.js';
import { parseJson } from '../../model/parse-json.js';
import { encodeBase64 } from '../../tlog/base64.js';
import { rootAt, type Tree } from '../../tlog/tree/tree.js';
import type { Files } from '../../tools/files.js';
import type { Problem } from '../problem.js';

/** What somebody remembers of a log that they verified once: enough to notice another one, or one that lost entries. */
export interface Pin {
  readonly fingerprint: EntryId;
  readonly size: number;
  /** Base64. */
  readonly root: string;
  readonly at: Timestamp;
}

/** The pin in a state folder of a log; undefined where there is none. */
export async function readPin(files: Files, folder: string): Promise<Pin | undefined> {
  const text = await files.readText(join(folder, 'pin.json'));
  if (text === undefined) return undefined;
  const pin = parseJson(text);
  return isPin(pin) ? pin : undefined;
}

function isPin(value: unknown): value is Pin {
  if (!isMapping(value)) return false;
  const { fingerprint, size, root, at } = value;
  return [fingerprint, root, at].every((one) => typeof one === 'string') && Number.isSafeInteger(size);
}

/** Remembers what was verified. */
export async function keepPin(files: Files, folder: string, pin: Pin): Promise<void> {
  await files.write(join(folder, 'pin.json'), `${JSON.stringify(pin)}\n`);
}

/** Whether a log is the one of the pin, and still begins with it. */
export function verifyPin(pin: Pin, tree: Tree, opened: EntryId | null): Problem[] {
  if (opened !== pin.fingerprint) {
    const says = `this is another log than the one of ${pin.at}: its fingerprint is ${opened ?? '(none)'}, then it was ${pin.fingerprint}`;
    return [{ code: 'other-origin', says }];
  }
  if (tree.size < pin.size) {
    const says = `${pin.size} entries were here at ${pin.at}, now there are ${tree.size}: ${pin.size - tree.size} were cut off (certain)`;
    return [{ code: 'truncated', says }];
  }
  if (encodeBase64(rootAt(tree, pin.size)) === pin.root) return [];
  return [{ code: 'rewritten', says: `the first ${pin.size} entries are not those of ${pin.at} (certain)` }];
}
