import type { Claims } from '../tools/claims.js';
import type { Files } from '../tools/files.js';
import type { CosignedHead } from './cosigned-heads.js';
import { proveOfferedFork, noteText } from './prove-offered-fork.js';
import { originHash } from './origin-hash.js';
import type { OfferedHead } from './parse-add-checkpoint.js';

/** Heads of one log that do not fit together, kept for whoever has to be shown them. */
export interface Evidence {
  /** `otherRoot`: the root that the first entries of the offered log have, where somebody could say it. */
  keep(cosigned: CosignedHead, offered: OfferedHead, otherRoot?: Uint8Array): Promise<KeptEvidence>;
}

export interface KeptEvidence {
  /** `cosigned` and `offered` in it are the two notes. */
  readonly folder: string;
  /** The file that proves a fork to anybody. */
  readonly proof?: string;
}

/** Pairs that are kept of one log; the first ones say it all, and a forger must not fill the disk. */
const mostKept = 16;

/** Evidence in a folder, `<origin hash>/<sizes and the other root>` each pair once. */
export function openEvidence(
  { files, claims }: { readonly files: Pick<Files, 'list'>; readonly claims: Claims },
  folder: string,
): Evidence {
  return {
    async keep(cosigned, offered, otherRoot) {
      const ofLog = `${folder}/${originHash(offered.checkpoint.origin)}`;
      const pair = `${ofLog}/${nameOf(cosigned, offered)}`;
      const there = (await files.list(ofLog)).map(({ name }) => `${ofLog}/${name}`);
      if (!there.includes(pair) && there.length >= mostKept) return { folder: ofLog };
      await claims.claim(`${pair}/cosigned`, cosigned.note);
      await claims.claim(`${pair}/offered`, noteText(offered));
      const proof = proveOfferedFork(cosigned, offered, otherRoot);
      if (proof === undefined) return { folder: pair };
      await claims.claim(`${pair}/fork.json`, proof);
      return { folder: pair, proof: `${pair}/fork.json` };
    },
  };
}

function nameOf({ checkpoint: one }: CosignedHead, { checkpoint: other }: OfferedHead): string {
  return `${one.size}-${other.size}-${Buffer.from(other.root).toString('hex').slice(0, 16)}`;
}
