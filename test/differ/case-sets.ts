import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ComposeCase } from './compose-case.js';
import { generatedCases } from './generated.js';
import { scalarCases } from './scalars.js';

/** The cases of a set by its name. */
export const caseSets = {
  structure: () => readCases('structure'),
  scalars: scalarCases,
  generated: generatedCases,
} as const satisfies Readonly<Record<string, () => ComposeCase[]>>;

export type CaseSet = keyof typeof caseSets;

/** A line each: name, files, and variables where there are some. */
function readCases(set: string): ComposeCase[] {
  const text = readFileSync(join(import.meta.dirname, 'cases', `${set}.jsonl`), 'utf8');
  const lines = text.trimEnd().split('\n');
  return lines.map((line) => {
    const [name, files, env = {}] = JSON.parse(line) as [string, string[], Record<string, string>?];
    return { name, files, env };
  });
}
