import { KnownError } from '../../model/known-error.js';
import { formatTlogProof } from '../../tlog/note/tlog-proof.js';
import { inclusionProof } from '../../tlog/tree/proofs.js';
import { findEntry } from '../find-entry.js';
import { bestHead } from '../heads/best-head.js';
import { policyIn } from '../heads/cosignatures-of.js';
import { knownHeads } from '../heads/known-heads.js';
import { loadTree } from '../log/load-tree.js';
import { readLineAt } from '../log/read-entries.js';
import { refreshLog } from '../refresh-log.js';
import type { Workplace } from '../workplace.js';

/** An entry, and what shows to anybody that it is in the log: both small enough for a mail. */
export interface EntryProof {
  readonly id: string;
  /** The line of the log, without newline. */
  readonly line: string;
  /** A C2SP tlog-proof: inclusion, head, cosignatures. */
  readonly proof: string;
  readonly size: number;
}

/** Proves that an entry is in the log, under the newest head that the policy's witnesses have seen, else the newest one. */
export async function proveEntry(place: Workplace, prefix: string): Promise<EntryProof> {
  const { position, id } = await findEntry(place, prefix);
  if (position < 0)
    throw notProvable(
      'it is one of the draft, from before there were signatures',
      'choose one that was signed: tend changelog show',
    );
  const { log } = await refreshLog(place, true);
  const heads = await knownHeads(place, log);
  const head = bestHead(heads, policyIn(log.state.policy), position);
  if (!head)
    throw notProvable(
      'no signed head covers it yet',
      'wait for the next entry, whose writer signs a head: tend changelog show',
    );
  const clone = await place.clone();
  const tree = await loadTree(clone, log, [position, head.size]);
  const proof = inclusionProof(tree, position, head.size);
  return {
    id,
    line: await readLineAt(clone, log, position),
    proof: formatTlogProof({ index: position, proof, checkpoint: head.text }),
    size: head.size,
  };
}

function notProvable(why: string, next: string): KnownError {
  return new KnownError('USAGE', `that entry cannot be proved: ${why}`, { tryThis: [next] });
}
