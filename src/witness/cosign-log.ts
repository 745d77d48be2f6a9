import { KnownError } from '../model/known-error.js';
import { parseCheckpoint } from '../tlog/note/checkpoint.js';
import { parseNote } from '../tlog/note/note.js';
import { parseVerifierKey } from '../tlog/note/verifier-key.js';
import { verifyNote } from '../tlog/note/verify-note.js';
import { cosignHead, type Refused } from './cosign-head.js';
import { explainContradiction } from './explain-contradiction.js';
import { explainRefusal } from './explain-refusal.js';
import { isForgotten } from './is-forgotten.js';
import type { KnownLog } from './known-logs.js';
import type { LogSource } from './log-source.js';
import type { OfferedHead } from './parse-add-checkpoint.js';
import type { Witness } from './witness.js';

/** A head that was cosigned and delivered. */
export interface CosignedLog {
  readonly origin: string;
  readonly size: number;
  /** Entries since the head cosigned before; all of them, the first time. */
  readonly grown: number;
  /** Seconds since 1970. */
  readonly time: number;
  readonly note: string;
}

/**
 * Looks at a log where it lies: has it only grown since the head cosigned last? Then its head is cosigned and delivered.
 * A KnownError else; heads that do not fit together are kept as evidence.
 */
export async function cosignLog(witness: Witness, log: KnownLog, source: LogSource): Promise<CosignedLog> {
  const before = await witness.heads.latest(log.origin);
  const offered = await readOffered(source, log.origin, before?.checkpoint.size ?? 0);
  const current = offered.vkeys.map(parseVerifierKey).filter((key) => key !== undefined);
  await refuseForgotten(witness, source);
  // A log names its keys itself: that counts once a head of it is known to be genuine, by a key that a person gave.
  const cosigned = await cosignHead(witness, offered, before && current.length > 0 ? current : log.keys);
  if (!('line' in cosigned)) throw await explain(witness, { log, source, offered, refused: cosigned });
  const { size } = offered.checkpoint;
  if (current.length > 0) await witness.logs.put({ ...log, keys: current });
  await source.deliver(cosigned.note);
  const { note, time } = cosigned;
  return { origin: log.origin, size, grown: size - (cosigned.latest?.checkpoint.size ?? 0), time, note };
}

/** The head as its source gives it, with the proof from the size cosigned last. */
async function readOffered(
  source: LogSource,
  origin: string,
  old: number,
): Promise<OfferedHead & { vkeys: readonly string[] }> {
  const { note: text, vkeys } = await source.head();
  if (text === '')
    throw new KnownError('USAGE', `${origin}: the log has no signed head yet, there is nothing to cosign`, {
      tryThis: ['its writers have to sign heads first: tend changelog level'],
    });
  const note = parseNote(text);
  const checkpoint = note && parseCheckpoint(note.text);
  if (!note || checkpoint?.origin !== origin)
    throw new KnownError('CHANGELOG_INVALID', `${origin}: what lies there as its head is none of this log`, {
      details: checkpoint ? [`it names another log: ${JSON.stringify(checkpoint.origin)}`] : [],
      tryThis: [`ask the collective that keeps ${origin} to look: tend changelog verify`],
    });
  const proof = old === 0 || old > checkpoint.size ? [] : await source.consistency(old);
  return { old, proof, note, checkpoint, vkeys };
}

/** Whoever keeps the log holds the cosignatures that this witness gave: they tell when its own memory is an old copy. */
async function refuseForgotten(witness: Witness, source: LogSource): Promise<void> {
  const note = parseNote((await source.delivered?.()) ?? '');
  const latest = await witness.heads.latest(source.origin);
  if (note && isForgotten(note, witness.key, latest)) throw explainRefusal(source.origin, 'own-newer');
}

interface Look {
  readonly log: KnownLog;
  readonly source: LogSource;
  readonly offered: OfferedHead;
  readonly refused: Refused;
}

/** Heads that contradict each other are kept before anybody is told. */
async function explain(witness: Witness, { log, source, offered, refused }: Look): Promise<KnownError> {
  const { refusal, latest: cosigned } = refused;
  const contradicts = refusal === 'old-above-size' || refusal === 'other-root' || refusal === 'inconsistent';
  if (!contradicts) return explainRefusal(log.origin, refusal);
  if (!cosigned) return explainRefusal(log.origin, 'not-signed');
  const otherRoot = refusal === 'inconsistent' ? await source.rootAt?.(cosigned.checkpoint.size) : undefined;
  const kept = await witness.evidence.keep(cosigned, offered, otherRoot);
  const byKnownKey = log.keys.some((key) => verifyNote(offered.note, key) !== undefined);
  return explainContradiction({ refusal, cosigned, offered, byKnownKey, kept });
}
