import { join } from 'node:path';
import type { HiddenAway, ImportEnd } from '../../model/import-end.js';
import { KnownError } from '../../model/known-error.js';
import type { Tools } from '../../tools/tools.js';
import type { FoldedApp, HiddenVariable } from './folded-app.js';

interface Hiding {
  /** Files that git may see: .gitignore, where it was changed. */
  readonly written: readonly string[];
  readonly hidden: readonly HiddenAway[];
  readonly kept: ImportEnd['kept'];
}

/**
 * Writes values that look like secrets into files that only their owner may read and that git ignores. A file that is
 * there stays. Throws USAGE before anything is written where git has one of them already, or would not ignore it.
 */
export async function hideAway(tools: Tools, folder: string, apps: readonly FoldedApp[]): Promise<Hiding> {
  const all = apps.flatMap(({ key, hidden }) => hidden.map((one) => ({ app: key, ...one })));
  if (all.length === 0) return { written: [], hidden: [], kept: [] };
  const written = await ignoreIfNeeded(
    tools,
    folder,
    all.map(({ file }) => file),
  );
  const kept: { app: string; keys: string[] }[] = [];
  for (const one of all)
    if (await differsThere(tools, folder, one)) kept.push({ app: one.app, keys: [one.file] });
    else await tools.files.write(join(folder, one.file), `${one.value.reveal()}\n`, 0o600);
  return { written, hidden: all.map(({ value: _value, ...shown }) => shown), kept };
}

async function ignoreIfNeeded(tools: Tools, folder: string, paths: readonly string[]): Promise<string[]> {
  await refuseTracked(tools, folder, paths);
  const path = join(folder, '.gitignore');
  const before = await tools.files.readText(path);
  if (await areIgnored(tools, folder, paths)) return (await isOursAlone(tools, folder, before)) ? ['.gitignore'] : [];
  const text = before === undefined || before === '' || before.endsWith('\n') ? (before ?? '') : `${before}\n`;
  await tools.files.write(path, `${text}${ignoringLines}`);
  if (await areIgnored(tools, folder, paths)) return ['.gitignore'];
  await (before === undefined ? tools.files.remove(path) : tools.files.write(path, before));
  throw new KnownError('USAGE', `git would not ignore ${join(folder, 'private')}, where passwords would go`, {
    tryThis: ['look for a line !private in a .gitignore there', 'private must be a folder, and no link to one'],
  });
}

const ignoringLines = '# Passwords and keys of apps: never in git (tend import)\n/private/\n';

/** Our lines are all that git has not yet: a run that was killed wrote them and did not come to its commit. */
async function isOursAlone({ git }: Tools, folder: string, text = ''): Promise<boolean> {
  if (!text.endsWith(ignoringLines)) return false;
  const committed = await git.run(['show', 'HEAD:./.gitignore'], { cwd: folder });
  const before = committed.exitCode === 0 ? committed.stdout : '';
  return text.slice(0, -ignoringLines.length).trimEnd() === before.trimEnd();
}

/** What git has once, it ignores no more: the next commit would hold the value. */
async function refuseTracked({ git }: Tools, folder: string, paths: readonly string[]): Promise<void> {
  const listed = await git.run(['ls-files', '-z', '--', ...paths], { cwd: folder });
  const tracked = listed.stdout.split('\0').filter(Boolean);
  if (tracked.length === 0) return;
  throw new KnownError('USAGE', `git has ${tracked.join(', ')} already: no password may go there`, {
    tryThis: [
      `git rm --cached ${tracked.join(' ')}, and commit`,
      'what it held before stands in the history: change that password',
    ],
  });
}

/** By what the repository itself says: what only one person's own configuration ignores, others would commit. */
async function areIgnored({ git }: Tools, folder: string, paths: readonly string[]): Promise<boolean> {
  const words = ['-c', 'core.excludesFile=/dev/null', 'check-ignore', '--stdin', '-z'];
  const told = await git.run(words, { cwd: folder, input: paths.join('\0') });
  const ignored = new Set(told.stdout.split('\0'));
  return told.exitCode === 0 && paths.every((path) => ignored.has(path));
}

async function differsThere({ files }: Tools, folder: string, { file, value }: HiddenVariable): Promise<boolean> {
  const there = await files.readText(join(folder, file));
  return there !== undefined && there.replace(/\r?\n$/, '') !== value.reveal();
}
