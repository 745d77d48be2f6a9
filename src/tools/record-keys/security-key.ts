import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unarmorSshsig } from '../../tlog/sshsig/armor.js';
import { fingerprint, type PublicKey } from '../../tlog/sshsig/public-key.js';
import { verifySshsig } from '../../tlog/sshsig/sshsig.js';
import type { Programs } from '../programs.js';
import { unusableKey } from './unusable-key.js';

/** Long enough to find the security key, plug it in and touch it. */
const touchMs = 90_000;

/** A security key, and the file of it that ssh-keygen reads; without one the agent must have the key. */
export interface SecurityKey {
  readonly key: PublicKey;
  readonly path?: string;
}

/** Signs with a security key by ssh-keygen, which waits for the touch. Gives the SSHSIG in base64, without armor. */
export async function signWithSecurityKey(
  programs: Programs,
  { key, path }: SecurityKey,
  { namespace, message }: { readonly namespace: string; readonly message: Uint8Array },
): Promise<string> {
  if (path !== undefined) return sign(path);
  const folder = await mkdtemp(join(tmpdir(), 'tend-key-'));
  try {
    const publicFile = join(folder, 'key.pub');
    await writeFile(publicFile, `${key.text}\n`);
    return await sign(publicFile);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }

  async function sign(file: string): Promise<string> {
    const args = ['-Y', 'sign', '-q', '-f', file, '-n', namespace];
    // It may ask for a PIN or a passphrase at the terminal.
    const done = await programs.run('ssh-keygen', args, { input: message, timeoutMs: touchMs, terminal: true });
    const sig = unarmorSshsig(done.stdout);
    if (done.missing) throw noSshKeygen();
    if (done.exitCode !== 0 || sig === undefined) throw notTouched(key, done.timedOut);
    if (verifySshsig({ sig, namespace, message })?.text !== key.text) throw notCounting(key);
    return sig;
  }
}

function noSshKeygen(): Error {
  return unusableKey('a security key signs by way of ssh-keygen, which is not on this machine', [
    'apt install openssh-client',
  ]);
}

function notTouched(key: PublicKey, timedOut: boolean): Error {
  const how = timedOut ? `was not touched within ${touchMs / 1000} s` : 'did not sign';
  return unusableKey(`the security key ${fingerprint(key)} ${how}`, [
    'plug it in and touch it when it blinks',
    'see whether ssh-keygen can use it: ssh-keygen -Y sign -f FILE -n test FILE.pub',
  ]);
}

/** ssh-keygen can make keys that need no touch (-O no-touch-required): their signatures prove nobody was there. */
function notCounting(key: PublicKey): Error {
  return unusableKey(`the signature of the security key ${fingerprint(key)} does not count: it was not touched`, [
    'make one that wants a touch: ssh-keygen -t ed25519-sk -f FILE',
  ]);
}
