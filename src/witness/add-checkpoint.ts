import { cosignHead, type Refused } from './cosign-head.js';
import type { HttpAnswer } from '../tools/http-server.js';
import { parseAddCheckpoint, type OfferedHead } from './parse-add-checkpoint.js';
import type { Witness } from './witness.js';

const plain = 'text/plain; charset=utf-8';

type Reason = Refused['refusal'] | 'malformed' | 'unknown-log';

const refusals: Readonly<Record<Reason, readonly [status: number, says: string]>> = {
  malformed: [400, 'not a request as C2SP tlog-witness asks for'],
  'unknown-log': [404, 'this witness does not know the log'],
  'not-signed': [403, 'no good signature of a key of this log'],
  'old-above-size': [400, 'old is larger than the head'],
  'other-size': [409, ''],
  'wrong-empty-root': [422, 'not the root of a log without entries'],
  'other-root': [422, 'another root was cosigned for this size'],
  inconsistent: [422, 'the proof does not show that the log only grew'],
  'own-newer': [500, 'this witness has cosigned newer heads than it remembers; its operator has to look'],
  'clock-behind': [500, 'the clock of this witness is behind'],
  busy: [503, 'too many requests at once'],
};

/** Answers one add-checkpoint (C2SP tlog-witness, version of 6 July 2026). Body: the bytes that were posted. */
export async function addCheckpoint(witness: Witness, body: Uint8Array): Promise<HttpAnswer> {
  const offered = parseAddCheckpoint(body);
  if (!offered) return refuse('malformed');
  const { origin, size } = offered.checkpoint;
  const log = await witness.logs.find(origin);
  if (!log) return refuse('unknown-log');
  const about = `${origin}, ${size} entries`;
  const cosigned = await cosignHead(witness, offered, log.keys);
  if ('line' in cosigned) return { status: 200, type: plain, body: `${cosigned.line}\n`, about };
  const kept = await keepIfFork(witness, offered, cosigned);
  if (cosigned.refusal !== 'other-size')
    return { ...refuse(cosigned.refusal), about: `${about}: ${cosigned.refusal}${kept}` };
  const body409 = `${cosigned.latest?.checkpoint.size ?? 0}\n`;
  return { status: 409, type: 'text/x.tlog.size', body: body409, about };
}

function refuse(reason: Reason): HttpAnswer {
  const [status, says] = refusals[reason];
  return { status, type: plain, body: `${says}\n` };
}

/** Two heads of one size, both signed by the log: that proves itself. A bad proof alone may be anybody's mistake. */
async function keepIfFork(witness: Witness, offered: OfferedHead, { refusal, latest }: Refused): Promise<string> {
  if (refusal !== 'other-root' || !latest) return '';
  return `, kept in ${(await witness.evidence.keep(latest, offered)).folder}`;
}
