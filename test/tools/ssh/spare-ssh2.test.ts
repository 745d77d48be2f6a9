import { expect, test } from '@jest/globals';
import { EventEmitter } from 'node:events';
import type { KeyObject } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Client } from 'ssh2';
import { spareSsh2 } from '../../../src/tools/ssh/spare-ssh2.js';

function spared(protocol: object | undefined): EventEmitter {
  const client = Object.assign(new EventEmitter(), { _protocol: protocol });
  spareSsh2(client as unknown as Client);
  return client;
}

test('lets no server prove further host keys, and passes on what else it asks', () => {
  const asked: string[] = [];
  const handlers = { GLOBAL_REQUEST: (_: unknown, name: string) => asked.push(name) };
  spared({ _handlers: handlers });
  for (const name of ['hostkeys-00@openssh.com', 'keepalive@openssh.com']) handlers.GLOBAL_REQUEST({}, name);
  expect(asked).toEqual(['keepalive@openssh.com']);
});

test('has the keys of the ciphers ready once they are agreed on', () => {
  const [cipher, decipher] = [
    { _encKey: Buffer.alloc(16, 1) as unknown },
    { _decipherKey: Buffer.alloc(16, 2) as unknown },
  ];
  spared({ _cipher: cipher, _decipher: decipher }).emit('handshake');
  expect([cipher._encKey, decipher._decipherKey].map((key) => (key as KeyObject).export())).toEqual([
    Buffer.alloc(16, 1),
    Buffer.alloc(16, 2),
  ]);
});

test('does nothing in an ssh2 that is built otherwise', () => {
  spared(undefined).emit('handshake');
  spared({}).emit('handshake');
});

test('the ssh2 that tend is built with has what this reaches for', () => {
  const lib = dirname(createRequire(import.meta.url).resolve('ssh2'));
  const text = ['client.js', 'protocol/Protocol.js', 'protocol/crypto.js'].map((file) =>
    readFileSync(join(lib, file), 'utf8'),
  );
  for (const name of ['_encKey', '_decipherKey', '_handlers', "case 'hostkeys-00@openssh.com'", "emit('handshake'"])
    expect(text.join('')).toContain(name);
});
