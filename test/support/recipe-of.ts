import type { Recipe } from '../../src/model/recipe.js';
import { lineNotice } from '../../src/recipe/line-notice.js';
import { parseEnvFile } from '../../src/recipe/parse-env-file.js';
import { parseExports } from '../../src/recipe/parse-exports.js';

type Files = ReadonlyMap<string, Uint8Array> | Readonly<Record<string, string>>;

/** A recipe of these files, as if it had been read from its repository. */
export function recipeOf(name: string, version: string, given: Files): Recipe {
  const encoder = new TextEncoder();
  const files =
    given instanceof Map
      ? (given as ReadonlyMap<string, Uint8Array>)
      : new Map(Object.entries(given).map(([path, text]) => [path, encoder.encode(String(text))]));
  const textOf = (path: string) => new TextDecoder().decode(files.get(path));
  const { notices, ...sample } = parseEnvFile(textOf('.env.sample'));
  const exports = parseExports(textOf('abra.sh'));
  return {
    name,
    commit: '1'.repeat(40),
    version,
    versions: [version],
    files,
    sample,
    exports: exports.values,
    notes: new Map(),
    notices: [...notices, ...exports.notices].map((notice) => lineNotice(notice, name)),
  };
}
