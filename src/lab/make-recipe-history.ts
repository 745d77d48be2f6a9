import { compareText } from '../model/compare-text.js';
import type { RecipeFolder } from './read-recipe-versions.js';

const who = 'tend recipes <recipes@tend.example.org>';
/** 2026-01-01T12:00:00Z; each version a day later, so that the same files give the same commits everywhere. */
const firstDay = 1_767_268_800;
const day = 86_400;

/**
 * The history of a recipe as `git fast-import` reads it: one commit and one annotated tag a version, on `main`.
 * Format: git-fast-import(1).
 */
export function makeRecipeHistory(name: string, versions: readonly RecipeFolder[]): Uint8Array {
  const parts = versions.map((version, index) => makeVersion(name, version, index));
  return Buffer.concat([Buffer.from('feature done\nreset refs/heads/main\n'), ...parts.flat(), Buffer.from('done\n')]);
}

function makeVersion(name: string, { version, files }: RecipeFolder, index: number): Uint8Array[] {
  const when = `${who} ${firstDay + index * day} +0000`;
  const notes = Buffer.from(files.get(`release/${version}`) ?? []).toString('utf8');
  const message = data(`${name} ${version}\n\n${notes}`);
  const from = index === 0 ? '' : `from :${index}\n`;
  const tree = [...files]
    .sort(([a], [b]) => compareText(a, b))
    .flatMap(([path, content]) => [Buffer.from(`M 100644 inline ${path}\n`), data(content)]);
  return [
    Buffer.from(`commit refs/heads/main\nmark :${index + 1}\nauthor ${when}\ncommitter ${when}\n`),
    message,
    Buffer.from(`${from}deleteall\n`),
    ...tree,
    Buffer.from(`tag ${version}\nfrom :${index + 1}\ntagger ${when}\n`),
    message,
  ];
}

function data(content: string | Uint8Array): Uint8Array {
  const bytes = Buffer.from(content as Uint8Array);
  return Buffer.concat([Buffer.from(`data ${bytes.length}\n`), bytes, Buffer.from('\n')]);
}
