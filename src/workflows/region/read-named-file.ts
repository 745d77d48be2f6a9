import { dirname } from 'node:path';
import { KnownError } from '../../model/known-error.js';
import type { ReadingFiles } from '../../tools/files.js';

/** The text of a file that somebody named. Throws USAGE where there is none. */
export async function readNamedFile(files: Pick<ReadingFiles, 'readText'>, path: string): Promise<string> {
  const text = await files.readText(path);
  if (text !== undefined) return text;
  throw new KnownError('USAGE', `there is no file ${path}`, { tryThis: [`what there is: ls ${dirname(path)}`] });
}
