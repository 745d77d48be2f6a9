import { accessSync, constants } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';

const folder = join(import.meta.dirname, '..', 'abra-stand-in');
const path = process.env['PATH'] ?? '';

/** A PATH on which `abra` is the stand-in of these tests, and `node` the one that runs them. */
export const standInPath = [folder, dirname(process.execPath), path].join(delimiter);

/** A PATH on which there is no abra at all, and one on which the real one stands; undefined: it is not on this machine. */
export const realPath: string | undefined = path.split(delimiter).some((each) => isExecutable(join(each, 'abra')))
  ? path
  : undefined;

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
