import { describe, expect, test } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cosignedMessage } from '../../../src/tlog/note/cosignature.js';
import { formatCheckpoint } from '../../../src/tlog/note/checkpoint.js';
import { formatNote, parseNote } from '../../../src/tlog/note/note.js';
import { cosignNote, signNote } from '../../../src/tlog/note/sign-note.js';
import type { VerifierKey } from '../../../src/tlog/note/verifier-key.js';
import { describeWithGo } from '../../foreign/go-programs.js';
import { makeNoteKey } from '../../tlog/note/make-note-key.js';

/** What others say of the notes that we sign. */
const text = formatCheckpoint({ origin: 'example.org/changelog', size: 411, root: Buffer.alloc(32, 7) });
const log = makeNoteKey('example.org/changelog', 'ed25519');
const witness = makeNoteKey('witness.example.net/w1', 'cosignature-v1');
const time = 1795347394;
const lines = [await signNote(text, log.key, log.sign), await cosignNote(text, witness.key, { time, ...witness })];
const note = formatNote(text, lines);
const keys = [log.key, witness.key];

await describeWithGo("Go's sumdb/note and formats/note", ['check-note'], (go) => {
  test('verify our signature and our cosignature', () => {
    for (const key of keys) {
      const said = inFile(note, (file) => spawnSync(go['check-note'], [key.text, file], { encoding: 'utf8' }));
      expect([said.status, said.stdout]).toEqual([0, `signed by ${key.name}\n${text}`]);
    }
  });

  test('refuse both once the text is another, or the key', () => {
    const changed = note.replace('\n411\n', '\n412\n');
    const others = [makeNoteKey(log.key.name, 'ed25519').key, makeNoteKey(witness.key.name, 'cosignature-v1').key];
    for (const key of keys) {
      expect(inFile(changed, (file) => spawnSync(go['check-note'], [key.text, file]).status)).toBe(1);
    }
    for (const key of others) {
      expect(inFile(note, (file) => spawnSync(go['check-note'], [key.text, file]).status)).toBe(1);
    }
  });
});

const withOpenssl = spawnSync('openssl', ['version']).error ? describe.skip : describe;

withOpenssl('openssl (skipped where it is absent)', () => {
  test('verifies our signature over the text, and the witness over its own', () => {
    const [byLog, byWitness] = parseNote(note)?.signatures ?? [];
    if (!byLog || !byWitness) throw new Error('no signatures');
    expect(isGoodForOpenssl(log.key, Buffer.from(text), byLog.bytes)).toBe(true);
    expect(isGoodForOpenssl(witness.key, cosignedMessage(time, text), byWitness.bytes.subarray(8))).toBe(true);
    expect(isGoodForOpenssl(witness.key, cosignedMessage(time + 1, text), byWitness.bytes.subarray(8))).toBe(false);
  });
});

function isGoodForOpenssl(key: VerifierKey, message: Uint8Array, signature: Uint8Array): boolean {
  const der = Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), key.publicKey]);
  return inFile(der, (keyFile) =>
    inFile(message, (messageFile) =>
      inFile(signature, (signatureFile) => {
        const files = ['-inkey', keyFile, '-in', messageFile, '-sigfile', signatureFile];
        return (
          spawnSync('openssl', ['pkeyutl', '-verify', '-pubin', '-keyform', 'DER', '-rawin', ...files]).status === 0
        );
      }),
    ),
  );
}

function inFile<T>(content: string | Uint8Array, job: (path: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'tend-note-'));
  try {
    writeFileSync(join(folder, 'file'), content);
    return job(join(folder, 'file'));
  } finally {
    rmSync(folder, { recursive: true });
  }
}
