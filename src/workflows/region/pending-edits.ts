import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { z } from 'zod';
import { given } from '../../model/given.js';
import { parseJson } from '../../model/parse-json.js';
import type { Tools } from '../../tools/tools.js';

const schema = z.object({
  subject: z.string(),
  /** What the files, by their path from the region's folder, hold after the edit. */
  files: z.record(z.string(), z.string()),
  /** What is to be recorded once the edit is committed; whoever reads it knows its shape. */
  entry: z.unknown().optional(),
});

/** An edit of the manifest that is under way: noted before the first file is written, so that a killed run can be finished. */
export type PendingEdit = z.infer<typeof schema>;

/** A note of one, as it lies on this machine. */
export interface NotedEdit extends PendingEdit {
  /** Forgets it: it is finished, or taken back. */
  readonly forget: () => Promise<void>;
}

type EditTools = Pick<Tools, 'environment' | 'files' | 'git' | 'random'>;

/** Notes an edit before it is made. */
export async function noteEdit(tools: EditTools, folder: string, edit: PendingEdit): Promise<NotedEdit> {
  const path = join(notesFolder(tools, folder), `${tools.random.name()}.json`);
  await tools.files.write(path, JSON.stringify(edit), 0o600);
  return { ...edit, forget: () => tools.files.remove(path) };
}

/**
 * Commits what a killed run wrote and did not commit: only files that hold, to the letter, what it wanted in them. Gives the
 * edits of which something is still to be recorded; all others are forgotten.
 */
export async function finishEdits(tools: EditTools, folder: string): Promise<readonly NotedEdit[]> {
  const toRecord: NotedEdit[] = [];
  for (const edit of await readNotes(tools, folder)) {
    const own = await writtenFiles(tools, folder, edit);
    await commitIfNeeded(tools, folder, { subject: edit.subject, files: own });
    const isWhole = own.length === Object.keys(edit.files).length;
    if (edit.entry !== undefined && isWhole) toRecord.push(edit);
    else await edit.forget();
  }
  return toRecord;
}

/** A note that was damaged counts as none. */
async function readNotes(tools: EditTools, folder: string): Promise<NotedEdit[]> {
  const notes = notesFolder(tools, folder);
  const names = (await tools.files.list(notes)).map(({ name }) => name).filter((name) => name.endsWith('.json'));
  const read = await Promise.all(
    names.map(async (name) => {
      const path = join(notes, name);
      const { data } = schema.safeParse(parseJson((await tools.files.readText(path)) ?? ''));
      const { subject = '', files = {}, entry } = data ?? {};
      return { subject, files, ...given({ entry }), forget: () => tools.files.remove(path) };
    }),
  );
  return read;
}

async function writtenFiles({ files }: EditTools, folder: string, edit: PendingEdit): Promise<string[]> {
  const wanted = Object.entries(edit.files);
  const texts = await Promise.all(wanted.map(([file]) => files.readText(join(folder, file))));
  return wanted.filter(([, after], at) => texts[at] === after).map(([file]) => file);
}

/** Where git does not take the commit, the edit stays uncommitted, and whoever goes on from there is told. */
async function commitIfNeeded(
  { git }: EditTools,
  folder: string,
  { subject, files }: { readonly subject: string; readonly files: readonly string[] },
): Promise<void> {
  if (files.length === 0) return;
  const status = await git.run(['status', '--porcelain', '--', ...files], { cwd: folder });
  if (status.exitCode !== 0 || status.stdout.trim() === '') return;
  await git.run(['add', '--', ...files], { cwd: folder });
  await git.run(['commit', '-q', '-m', subject, '--', ...files], { cwd: folder });
}

function notesFolder({ environment }: EditTools, folder: string): string {
  const hash = createHash('sha256').update(folder).digest('hex').slice(0, 16);
  return join(environment.stateFolder, 'edits', hash);
}
