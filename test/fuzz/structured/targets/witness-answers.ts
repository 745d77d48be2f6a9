import { askWitnesses } from '../../../../src/changelog/ask-witnesses.js';
import { parseNote } from '../../../../src/tlog/note/note.js';
import { cosignNote } from '../../../../src/tlog/note/sign-note.js';
import { verifyNote } from '../../../../src/tlog/note/verify-note.js';
import { onlyWith } from '../../../support/only-with.js';
import type { HttpClient } from '../../../../src/tools/http-client.js';
import { makeSigningKey, makeSmallLog } from '../../../witness/small-log.js';
import type { Dice } from '../../mutate.js';
import { mutateLines } from '../mutate-lines.js';
import type { Reading, StructuredTarget } from '../structured-target.js';

const log = makeSmallLog();
const { key, sign } = makeSigningKey('witness.example.net/w', 'cosignature-v1');
const other = makeSigningKey('other.example.net/w', 'cosignature-v1');
const note = await log.head(20);
const body = parseNote(note)?.text ?? '';
const own = await cosignNote(body, key, { time: 1795347394, sign });
const others = await cosignNote(body, other.key, { time: 1795347394, sign: other.sign });
const examples = [
  `200\n${own}\n`,
  `200\n${others}\n${own}\n`,
  `200\n${own}\n${own}\n`,
  '409\n5\n',
  '409\n25\n',
  '422\nno',
  '500\nx',
];

/** What witnesses answer: whatever it is, only a signature that verifies comes out of it. */
export const witnessAnswersTarget: StructuredTarget = {
  name: 'witness',
  says: 'answers of witnesses to a head that is to be cosigned',
  beyondEarly: 0,
  make,
  read,
};

/** Half of them hold the good line all the same, somewhere. */
function make(dice: Dice): string {
  const lines = mutateLines(examples, dice, 2).split('\n');
  if (dice(2) === 0) lines.splice(0, 1, '200', own);
  return lines.join('\n');
}

async function read(text: string): Promise<Reading> {
  const [first = '', ...rest] = text.split('\n');
  const status = Number.parseInt(first, 10) || 0;
  const http = onlyWith<HttpClient>('http', { post: async () => ({ status, body: rest.join('\n') }) as never });
  const witnesses = [{ name: 'north', key, url: 'https://north.example.org' }];
  const { lines, failures } = await askWitnesses(http, {
    witnesses,
    note,
    since: 0,
    consistency: async (from) => log.proof(from, 20),
  });
  if (lines.length === 0 && failures.length !== 1) throw new Error('neither lines nor a failure');
  for (const line of lines) {
    const signed = parseNote(`${body}\n${line}\n`);
    if (!signed || verifyNote(signed, key)?.time === undefined) throw new Error('a line that does not verify');
  }
  return lines.length > 0 ? 'read' : 'refused';
}
