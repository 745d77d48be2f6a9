import { parsePolicy, type Policy } from '../../tlog/note/policy.js';
import type { RegionPages } from './region-pages.js';

const recorded = `Recorded if done through tend. Changes of services made otherwise are noticed by those who can read the server. Reading
is not seen. Root on a server can do anything there`;

/** What the record gives and what not, in plain words; who is trusted depends on the policy in force. */
export function showWorth({ opened, policy }: RegionPages): string {
  if (!opened) return `${recorded}. This log is a draft: nothing in it is signed.`;
  const read = policy.text === null ? undefined : parsePolicy(policy.text);
  const witnesses = read && !('fault' in read) ? fewestWitnesses(read) : 0;
  if (witnesses === 0) return `${recorded}.\n${alone}`;
  const honest =
    witnesses === 1 ? 'the collective that witnesses it is' : `${word(witnesses)} of the witnessing collectives are`;
  return `${recorded}; nobody can make the record of the past say something else\nunnoticed, as long as ${honest} honest.`;
}

const alone = `Every entry is signed, but no other collective has to witness this log yet: those who hold its keys and may push here
could replace the record of the past by another one. Whoever fetched it before would notice; others would not.`;

/** How many witnesses must have cosigned a head at least; 0 where none has to. */
function fewestWitnesses({ groups, witnesses, quorum }: Policy): number {
  const fewest = new Map(witnesses.map(({ name }) => [name, 1]));
  for (const { name, threshold, members } of groups) {
    const counts = members.map((member) => fewest.get(member) ?? 0).sort((a, b) => a - b);
    fewest.set(
      name,
      counts.slice(0, threshold).reduce((sum, count) => sum + count, 0),
    );
  }
  return fewest.get(quorum) ?? 0;
}

function word(count: number): string {
  return ['', 'one', 'two', 'three'][count] ?? String(count);
}
