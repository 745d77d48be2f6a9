import { formatNote } from '../../tlog/note/note.js';
import { isQuorum, type Policy } from '../../tlog/note/policy.js';
import { cosignaturesOf } from './cosignatures-of.js';
import { parseHead, type Head } from './head.js';

/** The heads by their texts, each once, with all signatures that were found for it. */
export function joinHeads(heads: readonly Head[], origin: string): Head[] {
  const byText = Map.groupBy(heads, ({ note }) => note.text);
  return [...byText].flatMap(([text, same]) => {
    const lines = [...new Set(same.flatMap(({ note }) => note.signatures.map(({ line }) => line)))];
    const head = parseHead(formatNote(text, lines), origin);
    return 'problem' in head ? [] : [head];
  });
}

/** The head that says most about an entry: the newest one that enough witnesses have seen, else the newest. */
export function bestHead(heads: readonly Head[], policy: Policy | undefined, index: number): Head | undefined {
  const covering = heads.filter(({ size }) => size > index).sort((a, b) => b.size - a.size);
  const final = policy && covering.find((head) => isQuorum(policy, witnessesOf(policy, head)));
  return final ?? covering[0];
}

function witnessesOf(policy: Policy, head: Head): Set<string> {
  return new Set(cosignaturesOf(policy, [head]).map(({ witness }) => witness));
}
