import type { Client, ParsedKey } from 'ssh2';

/** Of ssh2's inner workings what is used here. */
interface Protocol {
  authPK?: (...asked: Asked) => void;
}

/** Without `sign` the server is only asked whether the key would do. */
type Asked = [user: string, key: ParsedKey, algorithm: string | undefined, sign?: Sign];
type Sign = (signed: Buffer, done: (signature: Buffer) => void) => void;

/**
 * ssh2 asks the server whether a key would do and signs when it is told so: a round trip for which there is no need where the
 * key lies open in a file (RFC 4252, section 7: the signature may come at once). Keys of an agent, which may want a touch,
 * are asked about as ever. To be called once the client connects. ssh2 has no option for it, so this reaches into it; in a
 * version that is built otherwise it does nothing.
 */
export function signAtOnce(client: Client): void {
  const { _protocol: protocol } = client as unknown as { readonly _protocol?: Protocol };
  const ask = protocol?.authPK?.bind(protocol);
  if (!protocol || !ask) return;
  protocol.authPK = (...[user, key, algorithm, sign = signerOf(key, algorithm)]) => ask(user, key, algorithm, sign);
}

/** Keys that have been seen to sign: one opens many nodes. */
const signs = new WeakSet<ParsedKey>();

/** None where the key does not sign, whatever its file promised: then ssh2 asks about it as ever, and goes on to the next. */
function signerOf(key: ParsedKey, algorithm: string | undefined): Sign | undefined {
  if (!key.isPrivateKey()) return undefined;
  // Of RSA keys the algorithm names the hash; the others have one of their own.
  const hash = /^rsa-sha2-(\d+)$/.exec(algorithm ?? '')?.[1];
  const sign = (signed: Buffer): unknown => key.sign(signed, hash === undefined ? undefined : `sha${hash}`);
  if (!signs.has(key) && !Buffer.isBuffer(sign(Buffer.alloc(1)))) return undefined;
  signs.add(key);
  return (signed, done) => done(sign(signed) as Buffer);
}
