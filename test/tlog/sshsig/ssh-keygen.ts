import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeAllowedSigners, type AllowedSigner } from '../../../src/tlog/sshsig/make-allowed-signers.js';
import { armorSshsig, unarmorSshsig } from '../../../src/tlog/sshsig/armor.js';
import type { PublicKey } from '../../../src/tlog/sshsig/public-key.js';

/** True where OpenSSH's tools are on this machine; where not, tests against them are skipped. */
export const hasSshKeygen = spawnSync('ssh-keygen', ['-?']).error === undefined;

export interface Claim {
  readonly sig: string;
  readonly namespace: string;
  readonly message: Uint8Array;
  readonly key: PublicKey;
  /** What is written into allowed_signers beside the key. */
  readonly row?: Partial<AllowedSigner>;
  /** `20270601Z`; today where it is not given. */
  readonly time?: string;
}

/** Whether `ssh-keygen -Y verify` takes a signature (base64, without armor) as one of this key for this namespace. */
export function isGoodForSshKeygen({ sig, namespace, message, key, row, time }: Claim): boolean {
  return inFolder((folder) => {
    const [signers, signature] = [join(folder, 'allowed_signers'), join(folder, 'message.sig')];
    writeFileSync(signers, makeAllowedSigners([{ principal: 'op-7f3k', namespaces: [namespace], key, ...row }]));
    writeFileSync(signature, armorSshsig(sig));
    const when = time === undefined ? [] : ['-O', `verify-time=${time}`];
    const words = ['-Y', 'verify', ...when, '-f', signers, '-I', 'op-7f3k', '-n', namespace, '-s', signature];
    return spawnSync('ssh-keygen', words, { input: message }).status === 0;
  });
}

/** A signature by a new key of ssh-keygen, with the line of its public key. */
export function signBySshKeygen(namespace: string, message: Uint8Array, hash = 'sha512') {
  return inFolder((folder) => {
    const key = join(folder, 'key');
    execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-C', 'op-7f3k', '-f', key]);
    const words = ['-Y', 'sign', '-q', '-O', `hashalg=${hash}`, '-f', key, '-n', namespace];
    const armored = execFileSync('ssh-keygen', words, { input: message, encoding: 'utf8' });
    return { armored, sig: unarmorSshsig(armored) ?? '', line: readFileSync(`${key}.pub`, 'utf8') };
  });
}

function inFolder<T>(job: (folder: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'tend-sshsig-'));
  try {
    return job(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
