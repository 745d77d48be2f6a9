import { KnownError } from '../model/known-error.js';
import { parseComposeFile } from './parse-compose-file.js';

/** What a compose file says, by its keys; undefined where it cannot be read, which whoever renders it is told. */
export function contentIfReadable(file: string, text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    return parseComposeFile(file, text).content;
  } catch (error) {
    if (error instanceof KnownError) return undefined;
    throw error;
  }
}
