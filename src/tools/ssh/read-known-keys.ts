import { existsSync } from 'node:fs';
import { KnownError } from '../../model/known-error.js';
import type { Programs } from '../programs.js';
import { sshFingerprint, parseSshKey, type SshKey } from './ssh-key.js';
import type { SshTarget } from './ssh-target.js';

/** The keys that known_hosts has for a host; hashed names and ports are ssh-keygen's business. */
export async function readKnownKeys(target: SshTarget, programs: Programs): Promise<SshKey[]> {
  const name = target.port === 22 ? target.host : `[${target.host}]:${target.port}`;
  const files = [...new Set(target.knownHostsFiles)].filter((file) => existsSync(file));
  const found = await Promise.all(
    files.map((file) => programs.run('ssh-keygen', ['-F', name, '-f', file], { timeoutMs: 5000 })),
  );
  if (found.some((result) => result.missing)) throw keygenMissing();
  return found.flatMap((result) => result.stdout.split('\n').flatMap(keyOfLine));
}

/** A line is `name type key`; one that begins with @ (a certificate authority, a revoked key) vouches for nothing here. */
function keyOfLine(line: string): SshKey[] {
  if (line === '' || line.startsWith('#') || line.startsWith('@')) return [];
  const key = parseSshKey(line.split(' ').slice(1).join(' '));
  return key ? [key] : [];
}

/** Why a bastion is not trusted: nothing is known of it, or something else. */
export function bastionRefused(target: SshTarget, known: readonly SshKey[], offered: Buffer): KnownError {
  if (known.length === 0) {
    return new KnownError('HOST_KEY_UNPINNED', `${target.alias}: this bastion is not in known_hosts`, {
      details: [`server now   ${sshFingerprint(offered)}`],
      tryThis: [`compare the fingerprint and let ssh note it: ssh ${target.alias} true`],
    });
  }
  return new KnownError(
    'HOST_KEY_CHANGED',
    `${target.alias}: the host key of this bastion is not the one in known_hosts`,
    {
      details: [
        ...known.map((key) => `known_hosts   ${sshFingerprint(key.blob)}`),
        `server now   ${sshFingerprint(offered)}`,
      ],
      tryThis: [
        `if the server was reinstalled, compare the fingerprint at its console, then: ssh-keygen -R ${target.host}`,
        'if not, somebody may be listening in: do not connect',
      ],
    },
  );
}

function keygenMissing(): KnownError {
  return new KnownError('TOOL_MISSING', 'ssh-keygen is not on this machine; it looks a bastion up in known_hosts', {
    tryThis: ['apt install openssh-client'],
  });
}
