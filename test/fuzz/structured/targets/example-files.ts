import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

const project = join(import.meta.dirname, '../../../..');

/** Texts of the project's own recipes and examples that match, in the order of their paths. */
export function exampleTexts(pattern: string): string[] {
  const paths = globSync(pattern, { cwd: project }).sort();
  return paths.map((path) => readFileSync(join(project, path), 'utf8'));
}

/** Names of such files, without their folders. */
export function exampleNames(pattern: string): string[] {
  return globSync(pattern, { cwd: project }).map((path) => basename(path));
}
