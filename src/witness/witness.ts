import { createPrivateKey, sign as signWith } from 'node:crypto';
import { KnownError } from '../model/known-error.js';
import { parseVerifierKey, type VerifierKey } from '../tlog/note/verifier-key.js';
import type { Sign } from '../tlog/note/sign-note.js';
import type { Claims } from '../tools/claims.js';
import type { Clock } from '../tools/clock.js';
import type { Files } from '../tools/files.js';
import { openCosignedHeads, type CosignedHeads } from './cosigned-heads.js';
import { openEvidence, type Evidence } from './evidence.js';
import { openKnownLogs, type KnownLogs } from './known-logs.js';

/** One witness of this machine, ready to judge and cosign. */
export interface Witness {
  /** Verifies its cosignatures; its name is the name in them. */
  readonly key: VerifierKey;
  readonly sign: Sign;
  /** Seconds since 1970. */
  now(): number;
  readonly logs: KnownLogs;
  readonly heads: CosignedHeads;
  readonly evidence: Evidence;
}

export interface OpeningTools {
  readonly files: Pick<Files, 'list' | 'readText' | 'remove' | 'write'>;
  readonly claims: Claims;
  readonly clock: Pick<Clock, 'now'>;
}

/** Opens the witness that `tend witness init` made in this folder. A KnownError where its key cannot be read. */
export async function openWitness(tools: OpeningTools, folder: string): Promise<Witness> {
  const { files, claims, clock } = tools;
  const text = (await files.readText(`${folder}/key`)) ?? '';
  const key = parseVerifierKey(text.split('\n', 1)[0] ?? '');
  const sign = parseKey(text);
  if (!key || !sign) throw broken(folder);
  return {
    key,
    sign,
    now: () => Math.floor(Date.parse(clock.now()) / 1000),
    logs: openKnownLogs(files, `${folder}/logs`),
    heads: openCosignedHeads({ files, claims }, `${folder}/heads`, key),
    evidence: openEvidence({ files, claims }, `${folder}/evidence`),
  };
}

/** That the two keys belong together is checked at each signature (cosignNote). */
function parseKey(pem: string): Sign | undefined {
  try {
    const key = createPrivateKey(pem);
    return async (message) => signWith(null, message, key);
  } catch {
    return undefined;
  }
}

function broken(folder: string): KnownError {
  return new KnownError('WITNESS_STATE_INVALID', `${folder}/key: not what tend witness init writes`, {
    tryThis: ['put the file back from a copy', 'else make a new witness: tend witness init --name NEW-NAME'],
  });
}
