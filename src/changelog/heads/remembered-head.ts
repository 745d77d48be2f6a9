import { join } from 'node:path';
import { parsePolicy } from '../../tlog/note/policy.js';
import { verifyNote } from '../../tlog/note/verify-note.js';
import { readBlobs } from '../clone/read-blobs.js';
import { listTree } from '../clone/list-tree.js';
import type { Log } from '../log/log.js';
import type { Workplace } from '../workplace.js';
import { parseHead, type Head } from './head.js';

/** A head that this machine signed, outside the repository. */
export interface SignedHead extends Head {
  readonly file: string;
  /** False: signed, and ended before it was known whether the remote took it; nobody else may ever have seen it. */
  readonly published: boolean;
}

/** `000000000128-1a2b3c4d`, the size and the beginning of the root; `.signing` behind it until it is published. */
const folders = { signed: 'signed-heads', forked: 'forked-heads' };
const signing = '.signing';

/** Keeps a head that is about to be published. A file each: two processes of one machine do not undo each other. */
export async function rememberSigning(place: Workplace, head: Head): Promise<void> {
  await place.files.write(`${fileOf(place, head)}${signing}`, head.text, 0o600);
}

/** The head was published: from now on this machine signs no other history. What it goes on from is let go. */
export async function rememberHead(place: Workplace, head: Head): Promise<void> {
  const before = await readHeads(place);
  await place.files.write(fileOf(place, head), head.text, 0o600);
  const done = before.filter(({ size, published }) => size < head.size || (size === head.size && !published));
  for (const { file } of done) await place.files.remove(file);
}

function fileOf({ folder }: Workplace, { size, root }: Head): string {
  const name = `${String(size).padStart(12, '0')}-${Buffer.from(root).toString('hex').slice(0, 8)}`;
  return join(folder, folders.signed, name);
}

/** All heads that are remembered, the smallest first. */
export async function signedHeads(place: Workplace): Promise<SignedHead[]> {
  const heads = await readHeads(place);
  const published = new Set(heads.filter((head) => head.published).map(({ text }) => text));
  return heads.filter((head) => head.published || !published.has(head.text));
}

async function readHeads({ files, folder, origin }: Workplace): Promise<SignedHead[]> {
  const names = (await files.list(join(folder, folders.signed))).map(({ name }) => name);
  const ours = names.filter((name) => /^\d{12}-[0-9a-f]{8}(\.signing)?$/.test(name));
  const heads = ours.map(async (name): Promise<SignedHead[]> => {
    const file = join(folder, folders.signed, name);
    const head = parseHead((await files.readText(file)) ?? '', origin);
    return 'problem' in head ? [] : [{ ...head, file, published: !name.endsWith(signing) }];
  });
  return (await Promise.all(heads)).flat();
}

/** The last head that this machine signed and published. */
export async function rememberedHead(place: Workplace): Promise<Head | undefined> {
  return (await signedHeads(place)).findLast(({ published }) => published);
}

/** The log owns up to these heads: they are kept as evidence, and bind this machine no more. */
export async function setAside({ files, folder }: Workplace, heads: readonly SignedHead[]): Promise<void> {
  await files.createFolder(join(folder, folders.forked));
  for (const { file } of heads) await files.rename(file, join(folder, folders.forked, file.split('/').at(-1) ?? ''));
}

/** Heads on the branches of witnesses that they really cosigned, by the policy in force. */
export async function cosignedHeads(place: Workplace, { state }: Pick<Log, 'state'>): Promise<Head[]> {
  const policy = parsePolicy(state.policy ?? '');
  if ('fault' in policy) return [];
  const heads = await witnessHeads(place);
  return heads.filter(({ note }) => policy.witnesses.some(({ key }) => verifyNote(note, key)));
}

/** Keeps the newest head that witnesses were asked for: the next append puts another one into the repository. */
export async function keepCosigned({ files, folder }: Workplace, { text }: Head): Promise<void> {
  await files.write(join(folder, 'cosigned-head'), text, 0o600);
}

/** What the branches of witnesses hold and what was kept of their answers, as far as it is a head of this log; nothing is checked. */
export async function witnessHeads(place: Workplace): Promise<Head[]> {
  const clone = await place.clone();
  const commits = Object.values(place.memory.refs?.witnesses ?? {});
  const files = await Promise.all(commits.map((commit) => listTree(clone, commit, ['checkpoint'])));
  const blobs = await readBlobs(
    clone,
    files
      .flat()
      .filter(isSmallFile)
      .map((file) => file.object),
  );
  const kept = await place.files.readText(join(place.folder, 'cosigned-head'));
  const texts = [...blobs.map((blob) => Buffer.from(blob).toString('utf8')), ...(kept === undefined ? [] : [kept])];
  const heads = texts.map((text) => parseHead(text, place.origin));
  return heads.flatMap((head) => ('problem' in head ? [] : [head]));
}

function isSmallFile({ type, size }: { type: string; size: number }): boolean {
  return type === 'blob' && size <= 65_536;
}
