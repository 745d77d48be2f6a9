import { join } from 'node:path';
import type { ManifestEdit } from '../../manifest/manifest-edit.js';
import type { NewEntry } from '../../model/entry.js';
import { given } from '../../model/given.js';
import { KnownError } from '../../model/known-error.js';
import type { Tools } from '../../tools/tools.js';
import type { OpenRegion } from './open-region.js';
import { finishEdits, noteEdit } from './pending-edits.js';

/** An edit that stands in the manifest, and the way to take it back. */
export interface CommittedEdit {
  /** Says that the entry which belongs to it is recorded. */
  readonly recorded: () => Promise<void>;
  /** Puts the manifest back as it was, unless somebody went on from it. */
  readonly undo: () => Promise<Undone>;
}

/** Whether an edit was taken back, and the words for people. */
export interface Undone {
  readonly done: boolean;
  readonly says: string;
}

type EditTools = Pick<Tools, 'environment' | 'files' | 'git' | 'random'>;

/** What is to be written, and what is to be recorded once it is committed. */
export interface WantedEdit {
  readonly edits: readonly ManifestEdit[];
  /** Of the commit. */
  readonly subject: string;
  readonly entry?: NewEntry;
}

/**
 * Writes edits into the manifest and commits just those files; gives a way to take it back. What a killed run left
 * uncommitted is committed first.
 */
export async function commitEdit(
  tools: EditTools,
  open: EditedRegion,
  { edits, subject, entry }: WantedEdit,
): Promise<CommittedEdit> {
  const { folder } = open;
  await finishEdits(tools, folder);
  const changed = edits.filter(({ before, after }) => before !== after);
  await refuseUncommitted(tools, open, changed);
  const inGit = open.manifest.commit !== undefined && changed.length > 0;
  const texts = Object.fromEntries(changed.map(({ file, after }) => [file, after]));
  const note = await noteEdit(tools, folder, { subject, files: inGit ? texts : {}, ...given({ entry }) });
  const commit = await writeAll(tools, open, { edits: changed, subject, inGit }).catch(async (error: unknown) => {
    await note.forget();
    throw error;
  });
  if (entry === undefined) await note.forget();
  const undo = () => takeBack(tools, { folder, edits: changed, commit }).finally(note.forget);
  return { recorded: note.forget, undo };
}

/** Gives the commit that was made; undefined outside git. */
async function writeAll(
  tools: EditTools,
  open: EditedRegion,
  { edits, subject, inGit }: { edits: readonly ManifestEdit[]; subject: string; inGit: boolean },
): Promise<string | undefined> {
  for (const { file, after } of edits) await tools.files.write(join(open.folder, file), after);
  const files = edits.map(({ file }) => file);
  return inGit ? commitFiles(tools, open, { files, subject }) : undefined;
}

/** What of an open region an edit needs. */
export type EditedRegion = Pick<OpenRegion, 'folder' | 'manifest'>;

interface Written {
  readonly folder: string;
  readonly edits: readonly ManifestEdit[];
  /** The commit made of it; undefined outside git. */
  readonly commit: string | undefined;
}

/** The branch moves back only from our own commit (compare-and-swap), the files only from our own text. */
async function takeBack(tools: Pick<EditTools, 'files' | 'git'>, { folder, edits, commit }: Written): Promise<Undone> {
  const texts = await Promise.all(edits.map(({ file }) => tools.files.readText(join(folder, file))));
  const isOurs = edits.every(({ after }, at) => texts[at] === after);
  if (!isOurs || !(await moveBack(tools, folder, commit))) return { done: false, says: leftWords(commit) };
  for (const { file, before } of edits) await tools.files.write(join(folder, file), before);
  if (commit !== undefined)
    await tools.git.run(['reset', '-q', '--', ...edits.map(({ file }) => file)], { cwd: folder });
  return { done: true, says: 'the manifest is as it was' };
}

function leftWords(commit: string | undefined): string {
  const words = 'the manifest was changed meanwhile, so it is left as it is';
  return commit === undefined ? words : `${words} · to take the edit back: git revert ${commit.slice(0, 12)}`;
}

async function moveBack({ git }: Pick<EditTools, 'git'>, folder: string, commit: string | undefined): Promise<boolean> {
  if (commit === undefined) return true;
  const words = ['update-ref', '-m', 'tend: take the edit back', 'HEAD', `${commit}~1`, commit];
  return (await git.run(words, { cwd: folder })).exitCode === 0;
}

/** Somebody's half-done edits must not slip into a commit of ours. */
export async function refuseUncommitted(
  { git }: Pick<EditTools, 'git'>,
  open: EditedRegion,
  edits: readonly ManifestEdit[],
): Promise<void> {
  if (open.manifest.commit === undefined || edits.length === 0) return;
  const status = await git.run(['status', '--porcelain', '--', ...edits.map(({ file }) => file)], { cwd: open.folder });
  if (status.exitCode !== 0) throw notTold(open.folder, status.stderr);
  if (status.stdout.trim() === '') return;
  throw new KnownError(
    'MANIFEST_DIRTY',
    `${edits.map(({ file }) => file).join(', ')}: your own edits are not committed yet, so tend writes nothing there`,
    { tryThis: ['git commit', 'git stash'] },
  );
}

/** Nobody knows then what an edit of ours would run over. */
function notTold(folder: string, stderr: string): KnownError {
  return new KnownError(
    'MANIFEST_DIRTY',
    'git does not tell whether your own edits are committed, so tend writes nothing',
    {
      details: stderr.split('\n').filter(Boolean),
      tryThis: [`see what it says: git -C ${folder} status`],
    },
  );
}

/** Gives the id of the commit. */
async function commitFiles(
  { git }: Pick<EditTools, 'git'>,
  { folder }: EditedRegion,
  { files, subject }: { files: readonly string[]; subject: string },
): Promise<string> {
  const done = await git.run(['commit', '-q', '-m', subject, '--', ...files], { cwd: folder });
  if (done.exitCode === 0) return (await git.run(['rev-parse', 'HEAD'], { cwd: folder })).stdout.trim();
  throw new KnownError('USAGE', 'git did not take the commit; the edit stands in the working tree', {
    details: done.stderr.split('\n').filter(Boolean),
    tryThis: ['git commit'],
  });
}
