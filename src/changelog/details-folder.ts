import { join } from 'node:path';
import type { Commit } from '../model/brand.js';
import type { Entry } from '../model/entry.js';
import { listTree } from './clone/list-tree.js';
import { readBlobs } from './clone/read-blobs.js';
import { makeDetail, openDetail } from './detail.js';
import type { Workplace } from './workplace.js';

/** Folder of the details, on their branch and, until they are published, on this machine. */
export const detailsFolder = 'details';
const folder = detailsFolder;

/** Keeps a text on this machine until the entry that names it is published with it; gives its commitment. */
export async function putDetail(place: Workplace, text: string): Promise<string> {
  return keep(place, folder, text);
}

/**
 * Keeps a plan on this machine; where there are people to seal it to, it is published sealed beside the entry that names it.
 * Gives its commitment.
 */
export async function keepPlan(place: Workplace, text: string): Promise<string> {
  const { commitment, file } = makeDetail(text, place.random);
  await place.files.write(join(place.folder, 'plans', commitment), file, 0o600);
  if (place.recipients.length > 0) {
    const sealed = await place.age.seal(file, place.recipients);
    await place.files.write(join(place.folder, folder, commitment), sealed, 0o600);
  }
  return commitment;
}

/** The text of a plan that was made on this machine. */
export async function readPlan(place: Workplace, commitment: string): Promise<string | undefined> {
  return readKept(place, 'plans', commitment);
}

/**
 * The texts behind commitments, waiting here or published, all by two gits. What is not in the answer was erased, lies
 * elsewhere, or is not the text that was committed to.
 */
export async function readDetails(
  place: Workplace,
  commitments: readonly string[],
  published: Commit | undefined,
): Promise<Map<string, string>> {
  const wanted = [...new Set(commitments)].filter(isCommitment);
  const texts = published ? await readPublished(place, wanted, published) : new Map<string, string>();
  for (const commitment of wanted) {
    const waiting = texts.has(commitment) ? undefined : await readKept(place, folder, commitment);
    if (waiting !== undefined) texts.set(commitment, waiting);
  }
  return texts;
}

async function readPublished(
  place: Workplace,
  commitments: readonly string[],
  published: Commit,
): Promise<Map<string, string>> {
  const clone = await place.clone();
  const wanted = new Set(commitments.map((commitment) => `${folder}/${commitment}`));
  const files = (await listTree(clone, published)).filter(({ path, type }) => type === 'blob' && wanted.has(path));
  const blobs = await readBlobs(
    clone,
    files.map((file) => file.object),
  );
  const texts = new Map<string, string>();
  files.forEach(({ path }, index) => {
    const commitment = path.slice(folder.length + 1);
    const text = openDetail(Buffer.from(blobs[index] ?? []).toString('utf8'), commitment);
    if (text !== undefined) texts.set(commitment, text);
  });
  return texts;
}

/** Files for the details branch: those texts waiting here that the entries name. */
export async function detailFiles(place: Workplace, entries: readonly Entry[]): Promise<Map<string, string>> {
  const files = new Map<string, string>();
  for (const commitment of entries.flatMap(commitmentsOf)) {
    const text = await place.files.readText(join(place.folder, folder, commitment));
    if (text !== undefined) files.set(`${folder}/${commitment}`, text);
  }
  return files;
}

/** Forgets texts of entries that are published now: only what can be erased for all stays. */
export async function forgetDetails(place: Workplace, entries: readonly Entry[]): Promise<void> {
  for (const commitment of entries.flatMap(commitmentsOf))
    await place.files.remove(join(place.folder, folder, commitment));
}

/** Commitments of an entry to texts that lie beside the log: words of people, and the sealed plan. */
export function commitmentsOf(entry: Entry): string[] {
  const detail = 'detail' in entry && entry.detail !== null ? [entry.detail] : [];
  return entry.type === 'intent' ? [...detail, entry.plan] : detail;
}

/** What lies beside the log for a commitment, as it is: open or sealed; undefined where nothing does. */
export async function readDetailFile(place: Workplace, commitment: string): Promise<string | undefined> {
  const { details } = place.memory.refs ?? {};
  const path = `${folder}/${commitment}`;
  if (!isCommitment(commitment)) return undefined;
  const clone = await place.clone();
  const files = details ? await listTree(clone, details, [path]) : [];
  const [blob] = await readBlobs(
    clone,
    files.filter(({ type }) => type === 'blob').map(({ object }) => object),
  );
  if (blob) return Buffer.from(blob).toString('utf8');
  return place.files.readText(join(place.folder, 'plans', commitment));
}

/** Forgets what this machine keeps of a text. */
export async function forgetCommitment(place: Workplace, commitment: string): Promise<void> {
  if (!isCommitment(commitment)) return;
  for (const where of [folder, 'plans']) await place.files.remove(join(place.folder, where, commitment));
}

async function keep(place: Workplace, where: string, text: string): Promise<string> {
  const { commitment, file } = makeDetail(text, place.random);
  await place.files.write(join(place.folder, where, commitment), file, 0o600);
  return commitment;
}

async function readKept(place: Workplace, where: string, commitment: string): Promise<string | undefined> {
  if (!isCommitment(commitment)) return undefined;
  const file = await place.files.readText(join(place.folder, where, commitment));
  return file === undefined ? undefined : openDetail(file, commitment);
}

/** No path leads out of the folder. */
function isCommitment(text: string): boolean {
  return /^[A-Za-z0-9_-]{43}$/.test(text);
}
