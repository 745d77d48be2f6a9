import { z } from 'zod';
import { parseJson } from '../../model/parse-json.js';
import { decodeBase64, encodeBase64 } from '../../tlog/base64.js';
import { consistencyProof, verifyConsistency } from '../../tlog/tree/proofs.js';
import { isSameHash } from '../../tlog/tree/hash.js';
import { rootAt, type Tree } from '../../tlog/tree/tree.js';
import { parseHead, type Head } from '../heads/head.js';

/**
 * That somebody signed two histories of one log, for anybody to check: two signed heads, the shorter first. Of unequal
 * size, also the root that the longer one's first entries really have, with the way that shows it (RFC 6962 consistency).
 */
const forkProofSchema = z.strictObject({
  version: z.literal(1),
  kind: z.literal('fork'),
  origin: z.string().max(300),
  heads: z.tuple([z.string().max(65_536), z.string().max(65_536)]),
  otherRoot: z.string().max(44),
  proof: z.array(z.string().max(44)).max(63),
});

export type ForkProof = z.infer<typeof forkProofSchema>;

/** Makes the proof of two heads that cannot both be; `tree` is that of the longer one, needed where they are of unequal size. */
export function makeForkProof(origin: string, [shorter, longer]: readonly [Head, Head], tree?: Tree): ForkProof {
  const heads: ForkProof['heads'] = [shorter.text, longer.text];
  const common = { version: 1, kind: 'fork', origin, heads } as const;
  if (shorter.size === longer.size || !tree) return { ...common, otherRoot: encodeBase64(longer.root), proof: [] };
  return {
    ...common,
    otherRoot: encodeBase64(rootAt(tree, shorter.size)),
    proof: consistencyProof(tree, shorter.size, longer.size).map(encodeBase64),
  };
}

/** The two heads of a proof that holds; undefined for anything else. Who signed them is for the caller to see. */
export function openForkProof(
  text: string,
): { readonly origin: string; readonly heads: readonly [Head, Head] } | undefined {
  const parsed = forkProofSchema.safeParse(parseJson(text));
  if (!parsed.success) return undefined;
  const { origin, heads, otherRoot, proof } = parsed.data;
  const [shorter, longer] = [parseHead(heads[0], origin), parseHead(heads[1], origin)];
  if ('problem' in shorter || 'problem' in longer) return undefined;
  const fromRoot = decodeBase64(otherRoot);
  const hashes = proof.map(decodeBase64);
  if (!fromRoot || isSameHash(fromRoot, shorter.root) || hashes.some((hash) => !hash)) return undefined;
  const shown = {
    from: shorter.size,
    to: longer.size,
    fromRoot,
    toRoot: longer.root,
    proof: hashes.flatMap((hash) => hash ?? []),
  };
  const isSameSize = shorter.size === longer.size;
  const holds = isSameSize ? isSameHash(fromRoot, longer.root) && proof.length === 0 : verifyConsistency(shown);
  return holds && shorter.size > 0 ? { origin, heads: [shorter, longer] } : undefined;
}
