import { encodeBase64 } from '../tlog/base64.js';
import { parseCheckpoint, parseCount } from '../tlog/note/checkpoint.js';
import { parseNote } from '../tlog/note/note.js';
import type { PolicyWitness } from '../tlog/note/policy-line.js';
import { verifyNote } from '../tlog/note/verify-note.js';
import type { HttpClient, HttpReply } from '../tools/http-client.js';

export interface WitnessQuestion {
  /** Those of the policy; only witnesses with a URL can be asked. */
  readonly witnesses: readonly PolicyWitness[];
  /** The head as its writer signed it. */
  readonly note: string;
  /** Size of a head that they have probably cosigned; 0 where nothing is known. */
  readonly since: number;
  /** The consistency proof (RFC 6962, 2.1.2) from that size to the head. */
  consistency(from: number): Promise<readonly Uint8Array[]>;
}

export interface WitnessAnswers {
  /** Signature lines for the note, without newlines, each checked. */
  readonly lines: readonly string[];
  readonly failures: readonly WitnessFailure[];
}

export interface WitnessFailure {
  /** By the policy's name. */
  readonly witness: string;
  /** Only `away` may come right by itself; `ahead` and `fork` say that somebody sees another log. */
  readonly problem: 'away' | 'unknown-log' | 'unknown-key' | 'ahead' | 'fork' | 'bad-answer';
  /** For people. */
  readonly reason: string;
}

const timeoutMs = 5_000;
const answerLimit = 64 * 1024;

/**
 * Asks each witness for its cosignature, all at once (C2SP tlog-witness); 5 s for an answer, and once more 5 s where a witness
 * wants the proof from another size. Never throws for what a witness does.
 */
export async function askWitnesses(http: HttpClient, question: WitnessQuestion): Promise<WitnessAnswers> {
  const asked = question.witnesses.filter(({ url }) => url !== undefined);
  const answers = await Promise.all(asked.map((witness) => askOne(http, question, witness)));
  return {
    lines: answers.flatMap((answer) => ('lines' in answer ? answer.lines : [])),
    failures: answers.flatMap((answer) => ('problem' in answer ? [answer] : [])),
  };
}

type Answer = { readonly lines: readonly string[] } | WitnessFailure;

async function askOne(http: HttpClient, question: WitnessQuestion, witness: PolicyWitness): Promise<Answer> {
  const failed: Fail = (problem, reason) => ({ witness: witness.name, problem, reason });
  const { size = 0 } = parseCheckpoint(parseNote(question.note)?.text ?? '') ?? {};
  const first = await post(http, question, { witness, from: Math.min(question.since, size) });
  if ('away' in first) return failed('away', first.away);
  if (first.status !== 409) return parseReply(first, question, { witness, failed });
  const known = parseCount(first.body.replace(/\n$/, ''));
  if (known === undefined) return failed('bad-answer', 'it answers 409 without a size');
  if (known > size) return failed('ahead', `it has cosigned ${known} entries already, this head has ${size}`);
  const second = await post(http, question, { witness, from: known });
  if ('away' in second) return failed('away', second.away);
  return parseReply(second, question, { witness, failed });
}

async function post(
  http: HttpClient,
  question: WitnessQuestion,
  { witness, from }: { readonly witness: PolicyWitness; readonly from: number },
): Promise<HttpReply | { readonly away: string }> {
  const proof = from === 0 ? [] : await question.consistency(from);
  const body = `old ${from}\n${proof.map((hash) => `${encodeBase64(hash)}\n`).join('')}\n${question.note}`;
  try {
    return await http.post(`${witness.url?.replace(/\/+$/, '')}/add-checkpoint`, body, { timeoutMs, answerLimit });
  } catch (error) {
    return { away: error instanceof Error ? error.message : String(error) };
  }
}

type Fail = (problem: WitnessFailure['problem'], reason: string) => WitnessFailure;

function parseReply(
  { status, body }: HttpReply,
  question: WitnessQuestion,
  { witness, failed }: { readonly witness: PolicyWitness; readonly failed: Fail },
): Answer {
  if (status === 200) {
    const lines = goodLines(question.note, body, witness);
    return lines
      ? { lines }
      : failed('bad-answer', 'its answer is no cosignature of this head by its key in the policy');
  }
  const [problem, says] =
    refusals[status] ?? (status >= 500 ? broken : ['bad-answer', 'no answer that a witness gives']);
  return failed(problem, `${says} (${status})`);
}

const broken = ['away', 'something is wrong on its side'] as const;

const refusals: Readonly<Record<number, readonly [WitnessFailure['problem'], string]>> = {
  400: ['bad-answer', 'it does not understand the request'],
  403: ['unknown-key', 'it does not know the key that signed this head, or not this log'],
  404: ['unknown-log', 'it does not know this log, or nothing of a witness is at its URL'],
  409: ['away', 'it cosigned another head meanwhile'],
  422: ['fork', 'it says that this head does not continue what it cosigned before'],
};

/** The witness's own lines, where they are there and all good; lines of other keys are passed over. */
function goodLines(head: string, body: string, { key }: PolicyWitness): string[] | undefined {
  const answered = parseNote(`${parseNote(head)?.text ?? ''}\n${body}`);
  if (!answered || !verifyNote(answered, key)?.time) return undefined;
  const own = answered.signatures.filter(({ name, id }) => name === key.name && id === key.id);
  return [...new Set(own.map(({ line }) => line))];
}
