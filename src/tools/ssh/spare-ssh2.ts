import { createSecretKey, KeyObject } from 'node:crypto';
import type { Client } from 'ssh2';

/** Of ssh2's inner workings what is used here (1.17, lib/protocol). */
interface Protocol {
  readonly _cipher?: { _encKey?: unknown };
  readonly _decipher?: { _decipherKey?: unknown };
  readonly _handlers?: { GLOBAL_REQUEST?: (protocol: unknown, name: string, ...rest: unknown[]) => unknown };
}

/**
 * Spares ssh2 work that nobody needs, a third of what a connection takes. To be called once the client connects. ssh2 has no
 * options for it, so this reaches into it; in a version that is built otherwise it does nothing.
 */
export function spareSsh2(client: Client): void {
  const { _protocol: protocol } = client as unknown as { readonly _protocol?: Protocol };
  if (!protocol) return;
  ignoreOtherHostKeys(protocol);
  client.once('handshake', () => makeKeysReady(protocol));
}

/** A server tells which host keys it has besides; ssh2 lets it prove each. The one that counts is pinned. */
function ignoreOtherHostKeys({ _handlers: handlers }: Protocol): void {
  const answer = handlers?.GLOBAL_REQUEST;
  if (!handlers || !answer) return;
  handlers.GLOBAL_REQUEST = (protocol, name, ...rest) =>
    name === 'hostkeys-00@openssh.com' ? undefined : answer(protocol, name, ...rest);
}

/** AES-GCM makes a cipher for each packet; from bytes Node makes the key anew each time, and takes longest over looking what it is. */
function makeKeysReady({ _cipher: cipher, _decipher: decipher }: Protocol): void {
  if (cipher?._encKey) cipher._encKey = ready(cipher._encKey);
  if (decipher?._decipherKey) decipher._decipherKey = ready(decipher._decipherKey);
}

function ready(key: unknown): unknown {
  return key instanceof KeyObject || !Buffer.isBuffer(key) ? key : createSecretKey(key);
}
