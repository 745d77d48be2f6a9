import { encodeBase64 } from '../../tlog/base64.js';
import type { Head } from '../heads/head.js';
import type { Problem } from '../problem.js';
import { findMismatch, findSize, type FoundMismatch } from './find-mismatch.js';
import type { WholeLog } from './read-whole.js';
import type { BrokenHead } from './seen-heads.js';

/** Names an entry by its position: `entry 8 (2026-11-22T12:10:00Z, op-bo)`. */
export type NameEntry = (position: number) => Promise<string>;

/** Somebody who signed for other lines than those that are here. */
interface Witness {
  readonly size: number;
  readonly root: string;
  /** Position of the entry that says so; none: the head of the log. */
  readonly position?: number;
  /** `op-bo signed entry 9 (…) after a log of 8 entries`. */
  readonly says: string;
}

/**
 * Why the lines are not those that were signed for, as well as can be told without an older copy: what just gives the root
 * that was signed is certain; else between which entries it happened, by what later entries have seen. Undefined where no
 * head speaks against the lines, or lines that are wrong by themselves explain it.
 */
export async function explainMismatch(
  whole: WholeLog,
  { unfit, intact }: { readonly unfit?: Head; readonly intact: number },
  name: NameEntry,
): Promise<Problem | undefined> {
  const size = unfit && findSize(whole, headWitness(unfit));
  if (unfit && size !== undefined) return tellSize(unfit, size);
  const lines = { ...whole, intact: Math.max(whole.seen.intact, intact) };
  const witnesses = witnessesOf(lines, unfit);
  const [first] = witnesses;
  if (!first || isExplained(lines, first)) return undefined;
  for (const witness of witnesses.slice(0, mostTried)) {
    const found = findMismatch(lines, witness);
    if (found) return tellFound(found, witness, name);
  }
  const missing = missingBefore(lines, first, unfit);
  if (missing === 0) return tellRewritten(lines, first, name);
  return first.position === undefined
    ? tellTruncated(lines, missing, name)
    : tellDropped(lines, { witness: first, missing }, name);
}

/** The log, and how many of its entries somebody vouches for. */
interface Lines extends WholeLog {
  readonly intact: number;
}

/** Each head that does not fit may show what was done; the first few have seen it from nearest. */
const mostTried = 4;

/** Those who speak against the lines, the one of the fewest entries first: the others only follow from it. */
function witnessesOf({ tree, seen, intact }: Lines, unfit: Head | undefined): Witness[] {
  const heads = unfit ? [headWitness(unfit)] : [];
  return [...seen.broken.map(entryWitness), ...heads]
    .filter(({ size }) => size > intact || size > tree.size)
    .sort((a, b) => a.size - b.size);
}

function entryWitness({ size, root, by }: BrokenHead): Witness {
  const says = `${by.actor} signed entry ${by.position + 1} (${by.time}) over a log whose first ${size} were others`;
  return { size, root, position: by.position, says };
}

function headWitness({ size, root }: Head): Witness {
  return { size, root: encodeBase64(root), says: `the signed head over ${size} entries does not fit them` };
}

/** A line that is wrong by itself within what was signed for. */
function isExplained({ problems, intact }: Lines, { size }: Witness): boolean {
  const isWithin = (entry: number | undefined) => entry !== undefined && entry > intact && entry <= size;
  return problems.some(({ code, entry }) => (code === 'altered' || code.startsWith('line-')) && isWithin(entry));
}

function missingBefore({ tree }: Lines, { size, position }: Witness, unfit: Head | undefined): number {
  const atHead = unfit ? unfit.size - tree.size : 0;
  return Math.max(0, atHead, size - (position ?? tree.size));
}

function tellSize(head: Head, size: number): Problem {
  const says = `the signed head says ${head.size} entries, but its root is the one over ${size} (certain)`;
  return { code: 'head-wrong-size', says };
}

async function tellFound(found: FoundMismatch, { says }: Witness, name: NameEntry): Promise<Problem> {
  const entry = found.at + 1;
  if (found.kind === 'inserted') {
    const what = `${await name(found.at)} was put in afterwards: without it these are the entries that were signed for`;
    return { code: 'inserted', entry, says: `${what} (certain: ${says})` };
  }
  const two = `${await name(found.at)} and ${await name(found.with)} were swapped`;
  return {
    code: 'swapped',
    entry,
    says: `${two}: the other way round these are the entries that were signed for (certain: ${says})`,
  };
}

/** Nobody who signed later has seen it: it was the end, as far as anybody can tell. */
async function tellTruncated(lines: Lines, missing: number, name: NameEntry): Promise<Problem> {
  const { tree, intact } = lines;
  const last = tree.size === 0 ? 'the beginning' : await name(tree.size - 1);
  const sure = intact === tree.size ? 'those before are as they were' : `or one behind entry ${intact} was taken out`;
  const says = `${entries(missing)} missing at the end, behind ${last}: a head over ${tree.size + missing} entries was signed (certain; ${sure})`;
  return { code: 'truncated', entry: tree.size + 1, says };
}

async function tellDropped(
  lines: Lines,
  { witness, missing }: { readonly witness: Witness; readonly missing: number },
  name: NameEntry,
): Promise<Problem> {
  const where = await between(lines, witness, name);
  const says = `${entries(missing)} missing ${where}: taken out (certain: ${witness.says}; just where, nobody can say without an older copy)`;
  return { code: 'dropped', entry: lines.intact + 1, says };
}

async function tellRewritten(lines: Lines, witness: Witness, name: NameEntry): Promise<Problem> {
  const where = await between(lines, witness, name);
  const says = `entries ${where} are not those that were signed for: some were replaced, or dropped and others put in (certain: ${witness.says}; which, nobody can say without an older copy)`;
  return { code: 'rewritten', entry: lines.intact + 1, says };
}

/** Where it must have happened: behind what later entries vouch for, before the first one that knew better. */
async function between({ tree, intact }: Lines, { position }: Witness, name: NameEntry): Promise<string> {
  const from = intact === 0 ? 'the beginning' : await name(intact - 1);
  const end = Math.min(position ?? tree.size, tree.size);
  const to = position === undefined ? 'the end' : await name(end);
  return `between ${from} and ${to}`;
}

function entries(count: number): string {
  return count === 1 ? '1 entry is' : `${count} entries are`;
}
