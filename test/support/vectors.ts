import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from '@jest/globals';

/** Known answers that others made; they stand beside the project, not in it. */
const vectorsFolder = join(import.meta.dirname, '../../../shared/vectors');

/** A describe block over ../shared/vectors/FOLDER, with its path; skipped, and said so, where that is absent. */
export function describeVectors(folder: string, tests: (path: string) => void): void {
  const path = join(vectorsFolder, folder);
  if (existsSync(path)) describe(folder, () => tests(path));
  // Not a block that is skipped: its body would still be run, and reads what is absent.
  else test.skip(`${folder} (skipped: ../shared/vectors is absent)`, () => undefined);
}
