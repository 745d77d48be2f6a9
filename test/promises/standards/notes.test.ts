import { expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { formatPolicy, isQuorum, parsePolicy } from '../../../src/tlog/note/policy.js';
import { parseCheckpoint } from '../../../src/tlog/note/checkpoint.js';
import { parseNote } from '../../../src/tlog/note/note.js';
import { parseTlogProof } from '../../../src/tlog/note/tlog-proof.js';
import { parseVerifierKey } from '../../../src/tlog/note/verifier-key.js';
import { verifyNote } from '../../../src/tlog/note/verify-note.js';
import { verifyInclusion } from '../../../src/tlog/tree/proofs.js';
import { leafHash } from '../../../src/tlog/tree/hash.js';
import { describeVectors } from '../../support/vectors.js';
import { logKey, note, witnessKey } from '../../tlog/note/known-notes.js';

/** Go looks at the first signature of a key only; C2SP signed-note says to refuse what holds a bad one. */
const laxInGo = 'same-key-good-then-bad';

describeVectors('tlog', (folder) => {
  function read(path: string): string {
    return readFileSync(join(folder, path), 'utf8');
  }

  test('judges 23 notes as Go does, but for the one where Go is lax', () => {
    const { notes } = JSON.parse(read('notes/open.json')) as { notes: { name: string; note: string; ok: boolean }[] };
    expect(notes).toHaveLength(23);
    for (const { name, note: text, ok } of notes) {
      const parsed = parseNote(text);
      const verified = parsed !== undefined && verifyNote(parsed, logKey) !== undefined;
      expect([name, verified]).toEqual([name, name === laxInGo ? false : ok]);
    }
  });

  test.each(['log5/checkpoint.3', 'log5/checkpoint.5', 'log300/checkpoint'])('verifies %s', (path) => {
    const head = note(read(path));
    expect(verifyNote(head, logKey)).toEqual({});
    expect(parseCheckpoint(head.text)?.size).toBe(Number(/\d+/.exec(path.includes('log300') ? '300' : path.slice(-1))));
    if (head.signatures.length > 1) expect(verifyNote(head, witnessKey)?.time).toBeGreaterThan(1.79e9);
  });

  test('reads the policy that Tessera obeyed', () => {
    const policy = parsePolicy(read('log5/trust.policy'));
    if ('fault' in policy) throw new Error(policy.fault);
    expect(policy.logs.map(({ key }) => key)).toEqual([logKey]);
    expect(policy.witnesses).toEqual([{ name: 'w1', key: witnessKey, url: 'http://127.0.0.1:7380/' }]);
    expect([isQuorum(policy, new Set(['w1'])), isQuorum(policy, new Set())]).toEqual([true, false]);
    expect(read('log5/trust.policy')).toBe(`# test policy\n${formatPolicy(policy)}`);
  });

  test('follows a tlog-proof from the line to the cosigned head', () => {
    const proof = parseTlogProof(read('log5/leaf1.tlog-proof'));
    const head = note(proof?.checkpoint ?? '');
    const { size, root } = parseCheckpoint(head.text) ?? { size: 0, root: Buffer.alloc(0) };
    const leaf = leafHash(read('log5/entries.ndjson').split('\n')[proof?.index ?? 0] ?? '');
    expect(verifyInclusion({ index: proof?.index ?? 0, size, leaf, root, proof: proof?.proof ?? [] })).toBe(true);
    expect(verifyNote(head, witnessKey)?.time).toBeGreaterThan(0);
  });

  test('verifies each cosignature that litewitness answered', () => {
    const answers = JSON.parse(read('witness/litewitness.json')) as { request: string; status: number; body: string }[];
    const cosigned = answers.filter(({ status }) => status === 200);
    expect(cosigned.length).toBeGreaterThan(2);
    for (const { request, body } of cosigned) {
      const head = request.slice(request.indexOf('\n\n') + 2);
      expect(verifyNote(note(`${head}${body}`), witnessKey)?.time).toBeGreaterThan(1.79e9);
    }
  });

  test('ignores a cosignature of a kind that it does not know (ML-DSA-44), and takes no key of it', () => {
    const head = note(read('mldsa44/checkpoint'));
    expect([verifyNote(head, logKey), head.signatures.length]).toEqual([{}, 2]);
    expect(parseVerifierKey(read('mldsa44/witness.vkey').trim())).toBeUndefined();
  });
});
