import type { HttpAnswer, HttpRequest } from '../tools/http-server.js';
import { addCheckpoint } from './add-checkpoint.js';
import { originHash } from './origin-hash.js';
import type { Witness } from './witness.js';

const plain = 'text/plain; charset=utf-8';

/** Answers what comes to a witness over HTTP: add-checkpoint, the heads that it cosigned, and what it is. */
export async function answerRequest(witness: Witness, request: HttpRequest): Promise<HttpAnswer> {
  const { method, path } = request;
  if (path === '/add-checkpoint')
    return method === 'POST' ? addCheckpoint(witness, request.body) : { ...say(405, 'POST it'), allow: 'POST' };
  if (method !== 'GET' && method !== 'HEAD') return { ...say(405, 'only to be read'), allow: 'GET, HEAD' };
  if (path === '/') return say(200, await introduce(witness));
  const [, hash] = /^\/([0-9a-f]{64})\/checkpoint$/.exec(path) ?? [];
  return (hash && (await answerHead(witness, hash))) || say(404, 'nothing here; see /');
}

/** `GET <origin hash>/checkpoint` of C2SP tlog-witness, for those who watch logs. */
async function answerHead(witness: Witness, hash: string): Promise<HttpAnswer | undefined> {
  const log = (await witness.logs.list()).find(({ origin }) => originHash(origin) === hash);
  const head = log && (await witness.heads.latest(log.origin));
  return head && { status: 200, type: plain, body: head.note, about: log.origin };
}

async function introduce({ key, logs }: Witness): Promise<string> {
  const origins = (await logs.list()).map(({ origin }) => `  ${origin}\n  /${originHash(origin)}/checkpoint`);
  return [
    `${key.name}: a witness of transparency logs (https://c2sp.org/tlog-witness).`,
    'It cosigns the head of a log after it has checked that the log only grew. What the log says it does not judge.',
    `Its key: ${key.text}`,
    'POST /add-checkpoint',
    origins.length === 0
      ? 'It knows no log yet.'
      : `Logs that it knows, and the heads that it cosigned last:\n${origins.join('\n')}`,
  ].join('\n');
}

function say(status: number, text: string): HttpAnswer {
  return { status, type: plain, body: `${text}\n` };
}
