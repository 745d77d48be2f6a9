import { isMajorChange, newestVersion, sortVersions, versionsBetween } from '../../../../src/model/recipe-version.js';
import { chooseVersion } from '../../../../src/recipe/choose-version.js';
import { notesBetween } from '../../../../src/recipe/notes-between.js';
import { cloneIn } from '../../../../src/recipe/open-recipe-clone.js';
import { keepNewTags, readTags } from '../../../../src/recipe/read-tags.js';
import { textLines } from '../../../../src/show/text-lines.js';
import type { Git } from '../../../../src/tools/git.js';
import { onlyWith } from '../../../support/only-with.js';
import { mutateLines } from '../mutate-lines.js';
import { refusedOrThrown } from '../refused-or-thrown.js';
import type { Reading, StructuredTarget } from '../structured-target.js';

const [one, other] = ['a'.repeat(40), 'b'.repeat(40)];
const tags = [
  '0.9.0+1.2',
  '1.0.0-rc.1+2024-02-06a',
  '1.0.0+2024-02-06a',
  '1.2.0+v3.5.3',
  '10.0.0+1.2-alpine',
  'v2.4.8',
  'a/b',
];
const example = [
  ...tags.map((tag, index) => `refs/tags/${tag} ${one} ${index % 2 === 0 ? other : ''}`),
  ...tags.map((tag, index) => `refs/upstream/${tag} ${index === 3 ? other : one} ${index % 2 === 0 ? other : ''}`),
].join('\n');

/** Tags of recipes: order, choice, notes between them; the list itself as a text of release notes. */
export const recipeVersionsTarget: StructuredTarget = {
  name: 'recipe-versions',
  says: 'tags of recipes and their release notes: kept, ordered, chosen, shown',
  beyondEarly: 100,
  make: (dice) => mutateLines([example], dice),
  read,
};

async function read(text: string): Promise<Reading> {
  const done = { exitCode: 0, stdout: text, stderr: '', timedOut: false, missing: false };
  const git = onlyWith<Git>('git', { run: async () => done });
  const clone = cloneIn({ git } as Parameters<typeof cloneIn>[0], '/x', { name: 'wiki', url: 'u', shownUrl: 'u' });
  await keepNewTags(clone);
  const found = await readTags(clone);
  const names = [...found.keys()];
  const sorted = sortVersions(names);
  if (sortVersions(names.toReversed()).join() !== sorted.join()) throw new Error('the order depends on the order');
  const [first = '', last = ''] = [sorted[0], sorted.at(-1)];
  if (sorted.length > 1 && versionsBetween(first, last, names).length !== sorted.length - 1)
    throw new Error('lost one');
  isMajorChange(first, last);
  const notes = notesBetween({ notes: new Map(names.map((name) => [name, text])) }, first, last);
  for (const note of notes.slice(0, 2)) textLines(note.text, { most: 20, all: 'all of it' });
  try {
    const versions = sorted.map((version) => ({ version, commit: one, date: '', annotated: true }));
    chooseVersion({ name: 'wiki', from: 'u', versions, otherTags: [], notices: [] }, newestVersion(names) ?? 'none');
    return 'read';
  } catch (error) {
    return refusedOrThrown(error, /^$/);
  }
}
