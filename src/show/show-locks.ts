import type { UnseenNode } from '../model/observation.js';
import { columns } from './align.js';

interface ShownLock {
  readonly lockId: string;
  readonly what: string;
  readonly holder: string;
  readonly reason: string;
  readonly since: string;
}

/** Locks by node, with the id that releases each. */
export function showLocks(
  nodes: readonly {
    readonly node: string;
    readonly locks: readonly ShownLock[];
    readonly unseen?: Pick<UnseenNode, 'message' | 'details' | 'tryThis'>;
  }[],
): string {
  const silent = nodes.flatMap(({ unseen, node }) => (unseen ? unseenLines(node, unseen) : []));
  const rows = nodes.flatMap(({ node, locks }) =>
    locks.map((lock) => [
      node,
      lock.what,
      lock.holder,
      lock.reason,
      `${lock.since.slice(0, 19)}Z`,
      lock.lockId.slice(0, 8),
    ]),
  );
  if (rows.length === 0 && silent.length > 0) return ['No locks on the nodes that answered.', ...silent].join('\n');
  if (rows.length === 0) return 'No locks: nobody is changing anything.';
  return [
    ...columns([['NODE', 'WHAT', 'HOLDER', 'REASON', 'SINCE', 'ID'], ...rows]),
    ...silent,
    'a lock whose holder died lapses by itself within its lease; at once: tend lock release ID',
  ].join('\n');
}

function unseenLines(node: string, { message, details, tryThis }: Pick<UnseenNode, 'message' | 'details' | 'tryThis'>) {
  const says = message.replace(`${node}: `, '');
  return [`! ${node}: ${says}`, ...details.map((line) => `  ${line}`), ...tryThis.map((line) => `  try: ${line}`)];
}
