import type { ReleaseNote } from '../model/step.js';
import { textLines } from './text-lines.js';

interface ShownUpgrade {
  /** Name of the recipe. */
  readonly recipe: string;
  readonly from: string;
  readonly to: string;
  readonly runs?: string;
  readonly notes: readonly ReleaseNote[];
  readonly newerMajor?: string;
  readonly unfinished?: true;
}

/** What an upgrade is about: versions and the notes on the way. */
export function showNotes(name: string, upgrade: ShownUpgrade | undefined): string {
  if (!upgrade) return `${name} is at the newest version of its recipe.`;
  const { from, to, newerMajor, unfinished } = upgrade;
  const major =
    newerMajor === undefined
      ? []
      : [`${newerMajor} is newer, a major step: tend upgrade ${name} ${newerMajor} --major`];
  if (from === to && unfinished)
    return [
      `${name}: the manifest says ${to} already, and the record does not say that it was reached`,
      ...noteLines(upgrade),
      ...major,
      '',
    ].join('\n');
  if (from === to) return [`${name} is at the newest version without a major step.`, ...major].join('\n');
  const lines = noteLines(upgrade);
  const runs = upgrade.runs === undefined ? '' : ` (${upgrade.runs} runs)`;
  return [
    `${name}: ${from} → ${to}${runs}`,
    ...(lines.length > 0 ? lines : ['  no notes on the way']),
    ...major,
    '',
  ].join('\n');
}

function noteLines({ recipe, notes }: ShownUpgrade): string[] {
  return notes.flatMap(({ version, text }) => [
    `  ${version}`,
    ...textLines(text, { most: 60, all: `tend recipe show ${recipe} ${version}` }).map((line) => `    ${line}`),
  ]);
}
