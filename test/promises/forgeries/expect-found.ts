import { expect } from '@jest/globals';
import type { Verification } from '../../../src/changelog/verify/verification.js';
import type { Found } from './forge.js';

interface Telling {
  /** What is told first: to a stranger, and to one who has seen the good log. */
  readonly alone: string;
  readonly pinned: string;
  /** What the first sentence must say, to a stranger and to one who has seen the good log. */
  readonly says?: RegExp;
  readonly pinnedSays?: RegExp;
  /** Number of the entry that is named, from 1. */
  readonly entry?: number;
  /** Where that is another one for one who has seen the good log. */
  readonly pinnedEntry?: number;
}

/** The most telling problem comes first, for everybody who looks; nobody calls the log good. */
export function expectFound(
  found: Found,
  { alone, pinned, says, pinnedSays, entry, pinnedEntry = entry }: Telling,
): void {
  const first = Object.fromEntries(Object.entries(found).map(([who, { problems }]) => [who, problems[0]]));
  expect(codesOf(found)).toEqual({ alone, deep: pinned, quick: pinned });
  if (says) expect(first['alone']?.says).toMatch(says);
  if (pinnedSays) for (const who of ['deep', 'quick']) expect(first[who]?.says).toMatch(pinnedSays);
  const named = Object.values(first).map((problem) => problem?.entry);
  if (entry !== undefined) expect(named).toEqual([entry, pinnedEntry, pinnedEntry]);
}

function codesOf(found: Found): Record<string, string | undefined> {
  return Object.fromEntries(
    Object.entries(found).map(([who, { problems }]: [string, Verification]) => [who, problems[0]?.code]),
  );
}

/** Nobody is alarmed; what is to be said is said. */
export function expectOpen(found: Found, code: string): void {
  for (const { problems, open } of Object.values(found) as Verification[]) {
    expect(problems).toEqual([]);
    expect(open.map((problem) => problem.code)).toContain(code);
  }
}
