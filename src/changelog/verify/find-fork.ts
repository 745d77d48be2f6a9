import { isSameHash } from '../../tlog/tree/hash.js';
import { rootAt, type Tree } from '../../tlog/tree/tree.js';
import type { Head } from '../heads/head.js';
import { makeForkProof, type ForkProof } from '../proofs/fork-proof.js';

interface Now {
  readonly head: Head;
  /** Whether the entries that are here are those under it. */
  readonly fits: boolean;
  /** Heads that somebody stands for. */
  readonly others: readonly Head[];
}

interface Trees {
  readonly origin: string;
  readonly tree: Tree;
  readonly known?: { readonly head: Head; readonly tree: Tree };
}

/**
 * Two signed heads that cannot both be, if any two here show it to somebody who has neither log: of the same size, or a
 * shorter one that is no beginning of one whose entries are at hand, here or in what this machine knew before.
 */
export function findFork({ origin, tree, known }: Trees, { head, fits, others }: Now): ForkProof | undefined {
  const same = others.find(({ size, root }) => size === head.size && !isSameHash(root, head.root));
  if (same) return makeForkProof(origin, [same, head]);
  const shorter = fits ? others.find((other) => other.size < head.size && !isBeginning(other, tree)) : undefined;
  if (shorter) return makeForkProof(origin, [shorter, head], tree);
  const isKnownLonger = known && head.size < known.head.size && !isBeginning(head, known.tree);
  return isKnownLonger ? makeForkProof(origin, [head, known.head], known.tree) : undefined;
}

function isBeginning({ size, root }: Head, tree: Tree): boolean {
  return isSameHash(rootAt(tree, size), root);
}
