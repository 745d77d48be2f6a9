import type { ReleaseNote } from '../model/step.js';

/** What an upgrade is about: versions and the notes on the way. */
export function showNotes(
  name: string,
  upgrade: { from: string; to: string; notes: readonly ReleaseNote[]; newerMajor?: string } | undefined,
): string {
  if (!upgrade) return `${name} is at the newest version of its recipe.`;
  const { from, to, notes, newerMajor } = upgrade;
  const major =
    newerMajor === undefined
      ? []
      : [`${newerMajor} is newer, a major step: tend upgrade ${name} ${newerMajor} --major`];
  if (from === to) return [`${name} is at the newest version without a major step.`, ...major].join('\n');
  const lines = notes.flatMap(({ version, text }) => [
    `  ${version}`,
    ...text
      .trim()
      .split('\n')
      .map((line) => `    ${line}`),
  ]);
  return [`${name}: ${from} → ${to}`, ...(lines.length > 0 ? lines : ['  no notes on the way']), ...major, ''].join(
    '\n',
  );
}
