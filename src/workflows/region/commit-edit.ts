import { join } from 'node:path';
import type { ManifestEdit } from '../../manifest/manifest-edit.js';
import { KnownError } from '../../model/known-error.js';
import type { Tools } from '../../tools/tools.js';
import type { OpenRegion } from './open-region.js';

/** An edit that stands in the manifest, and the way to take it back. */
export interface CommittedEdit {
  /** Puts the manifest back as it was, unless somebody went on from it. */
  readonly undo: () => Promise<Undone>;
}

/** Whether an edit was taken back, and the words for people. */
export interface Undone {
  readonly done: boolean;
  readonly says: string;
}

type EditTools = Pick<Tools, 'files' | 'git'>;

/** Writes edits into the manifest and commits just those files; gives a way to take it back. */
export async function commitEdit(
  tools: EditTools,
  open: EditedRegion,
  { edits, subject }: { edits: readonly ManifestEdit[]; subject: string },
): Promise<CommittedEdit> {
  const changed = edits.filter(({ before, after }) => before !== after);
  await refuseUncommitted(tools, open, changed);
  for (const { file, after } of changed) await tools.files.write(join(open.folder, file), after);
  const inGit = open.manifest.commit !== undefined && changed.length > 0;
  const files = changed.map(({ file }) => file);
  const commit = inGit ? await commitFiles(tools, open, { files, subject }) : undefined;
  return { undo: () => takeBack(tools, { folder: open.folder, edits: changed, commit }) };
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
async function takeBack(tools: EditTools, { folder, edits, commit }: Written): Promise<Undone> {
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

async function moveBack({ git }: EditTools, folder: string, commit: string | undefined): Promise<boolean> {
  if (commit === undefined) return true;
  const words = ['update-ref', '-m', 'tend: take the edit back', 'HEAD', `${commit}~1`, commit];
  return (await git.run(words, { cwd: folder })).exitCode === 0;
}

/** Somebody's half-done edits must not slip into a commit of ours. */
export async function refuseUncommitted(
  { git }: EditTools,
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
  { git }: EditTools,
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
