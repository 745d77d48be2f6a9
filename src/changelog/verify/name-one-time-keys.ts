import type { EntryId } from '../../model/brand.js';
import type { Entry } from '../../model/entry.js';
import type { Clone } from '../clone/clone.js';
import { parseCheckedLine, parseLine } from '../log/signed-line.js';
import { fingerprint, parsePublicKey } from '../../tlog/sshsig/public-key.js';
import type { Problem } from '../problem.js';
import { readAllLines } from './name-entry.js';
import type { WholeLog } from './read-whole.js';

/** A key that nobody let in may be one that another announcement named for its own outcomes: then that is what is told. */
export async function nameOneTimeKeys(clone: Clone, { problems, segments }: WholeLog): Promise<readonly Problem[]> {
  if (!problems.some(isUnknownKey)) return problems;
  const lines = await readAllLines(clone, segments);
  const owners = new Map(lines.flatMap(ownerOf));
  return problems.map((problem) => {
    const read = isUnknownKey(problem) ? parseLine(lines[(problem.entry ?? 0) - 1] ?? '') : undefined;
    if (!read || 'fault' in read) return problem;
    const owner = read.entry.type === 'outcome' ? owners.get(read.k) : undefined;
    return owner === undefined ? problem : tellOwner(problem, read.entry, owner);
  });
}

function tellOwner(problem: Problem, entry: Entry, owner: Owner): Problem {
  const name = `entry ${problem.entry} (${entry.time}, ${entry.actor})`;
  // The key has told all that it had to tell: from then on it is nobody's.
  if (entry.type === 'outcome' && entry.intent === owner.id)
    return { ...problem, code: 'outcome-twice', says: `${name} tells the outcome of a step that already has one` };
  const says = `${name} is signed with the one-time key of another announcement, entry ${owner.number}: it tells of steps that this key never saw`;
  return { ...problem, code: 'one-time-key-misused', says };
}

/** An announcement. */
interface Owner {
  readonly number: number;
  readonly id: EntryId;
}

function isUnknownKey({ code, entry }: Problem): boolean {
  return code === 'unknown-key' && entry !== undefined;
}

/** An announcement by the fingerprint of its one-time key. */
function ownerOf(line: string, index: number): [string, Owner][] {
  if (!line.includes('"type":"intent"')) return [];
  try {
    const { id, entry } = parseCheckedLine(line);
    const key = entry.type === 'intent' ? parsePublicKey(entry.outcomeKey) : undefined;
    return key ? [[fingerprint(key), { number: index + 1, id }]] : [];
  } catch {
    return [];
  }
}
