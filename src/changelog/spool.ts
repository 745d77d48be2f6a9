import { join } from 'node:path';
import { KnownError } from '../model/known-error.js';
import { lineFaults } from './log/line-faults.js';
import { parseLine } from './log/signed-line.js';
import { linesOf } from './log/lines-of.js';
import type { SealedLine } from './log/sealed-line.js';
import type { Workplace } from './workplace.js';

/** Signed lines that wait on this machine, and the files in which they do. */
export interface Spooled {
  readonly lines: readonly SealedLine[];
  readonly files: readonly string[];
}

/**
 * Keeps signed lines on this machine (on disk when this returns); the next append publishes them before its own. `first`: they
 * go before what waits already.
 */
export async function spoolLines(
  place: Workplace,
  lines: readonly SealedLine[],
  { first = false } = {},
): Promise<void> {
  if (lines.length === 0) return;
  const { files } = await readSpool(place);
  const last = first ? -1 : Number(files.at(-1)?.split('/').at(-1)?.slice(0, 12) ?? 0);
  const name = `${String(last + 1).padStart(12, '0')}-${place.random.name()}.ndjson`;
  const text = lines.map(({ line }) => `${line}\n`).join('');
  await place.files.write(join(place.folder, 'spool', name), text, 0o600);
}

/** What waits, in the order in which it was kept. CHANGELOG_INVALID where a file there is not ours. */
export async function readSpool(place: Workplace): Promise<Spooled> {
  const folder = join(place.folder, 'spool');
  const names = (await place.files.list(folder)).filter(({ name }) => name.endsWith('.ndjson'));
  const files = names.map(({ name }) => join(folder, name));
  const texts = await Promise.all(files.map(async (file) => [file, await place.files.readText(file)] as const));
  return { lines: texts.flatMap(([file, text]) => linesOf(text ?? '').map((line) => parseSpooled(line, file))), files };
}

/** Removes what was published. */
export async function clearSpool(place: Workplace, spooled: Spooled): Promise<void> {
  for (const file of spooled.files) await place.files.remove(file);
}

/** A line that waited and can no longer count: where it is kept now, and why. */
export interface RefusedLine {
  readonly file: string;
  readonly says: string;
}

/** Keeps a line that can no longer count where no append looks for it, and says so. */
export async function setLineAside(
  { files, folder, tell }: Workplace,
  { line, id }: SealedLine,
  says: string,
): Promise<RefusedLine> {
  const file = join(folder, 'refused', `${id}.ndjson`);
  await files.write(file, `${line}\n`, 0o600);
  tell(`NOT RECORDED: what waited on this machine can no longer count: ${says}; kept in ${file}`);
  return { file, says };
}

function parseSpooled(line: string, file: string): SealedLine {
  const read = parseLine(line);
  if (!('fault' in read)) return { line, id: read.id, entry: read.entry };
  throw new KnownError(
    'CHANGELOG_INVALID',
    `${file}, where entries wait to be published, was changed: a line of it ${lineFaults[read.fault]}`,
    {
      tryThis: [`look at the file; move it away to go on without it`],
    },
  );
}
