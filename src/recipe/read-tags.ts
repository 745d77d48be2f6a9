import type { Commit } from '../model/brand.js';
import { gitMissing } from './fetch-failed.js';
import type { RecipeClone } from './open-recipe-clone.js';

/** A tag of a recipe. */
export interface Tag {
  readonly name: string;
  readonly commit: Commit;
  /** Git says that it is a commit; else nobody has looked: a tag may point to another tag, or to a file. */
  readonly isCommit: boolean;
  readonly annotated: boolean;
  /** Set where the tag names another commit upstream than when it was first seen. */
  readonly movedTo?: Commit;
}

interface Reference extends Pick<Tag, 'commit' | 'isCommit' | 'annotated'> {
  readonly object: string;
}

const format = '%(refname) %(objectname) %(objecttype) %(*objectname) %(*objecttype)';

/**
 * The tags of a clone by name, each as it was first seen: refs/tags is written once and never moved, refs/upstream is
 * what the last fetch saw.
 */
export async function readTags(clone: RecipeClone): Promise<ReadonlyMap<string, Tag>> {
  const { seen, upstream } = await readReferences(clone);
  return new Map([...upstream, ...seen].map(([name, tag]) => [name, makeTag(name, tag, upstream.get(name))]));
}

/** Keeps every tag that the last fetch saw for the first time. Another tend that keeps it first is right as well. */
export async function keepNewTags(clone: RecipeClone): Promise<void> {
  const { seen, upstream } = await readReferences(clone);
  const lines = [...upstream]
    .filter(([name]) => !seen.has(name))
    .map(([name, tag]) => `create refs/tags/${name} ${tag.object}\n`);
  if (lines.length > 0) await clone.run(['update-ref', '--stdin'], { input: lines.join('') });
}

function makeTag(name: string, tag: Reference, upstream: Reference | undefined): Tag {
  const moved = upstream && upstream.commit !== tag.commit ? { movedTo: upstream.commit } : {};
  const { object: _ofTheTag, ...known } = tag;
  return { name, ...known, ...moved };
}

async function readReferences(clone: RecipeClone) {
  const listed = await clone.run(['for-each-ref', `--format=${format}`, 'refs/tags', 'refs/upstream']);
  if (listed.missing) throw gitMissing();
  const references = listed.stdout.split('\n').filter(Boolean).map(parseReference);
  return { seen: inSpace(references, 'tags'), upstream: inSpace(references, 'upstream') };
}

function inSpace(references: readonly ReturnType<typeof parseReference>[], space: string) {
  return new Map(references.filter((each) => each.space === space).map(({ name, tag }) => [name, tag]));
}

/** `refs/tags/1.0.0+2.1 <object> <its type> <what an annotated tag points to, or nothing> <the type of that>` */
function parseReference(line: string) {
  const [reference = '', object = '', type, peeled = '', peeledType] = line.split(' ');
  const [, space = '', ...name] = reference.split('/');
  const tag: Reference = {
    object,
    commit: peeled || object,
    isCommit: (peeled === '' ? type : peeledType) === 'commit',
    annotated: peeled !== '',
  };
  return { space, name: name.join('/'), tag };
}
