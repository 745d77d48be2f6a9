import { KnownError } from '../../model/known-error.js';
import type { Node } from '../../model/region.js';
import { sshFingerprint, keyLineOf, parseSshKey, type SshKey } from './ssh-key.js';

/** The key that region.yml pins for a node; undefined where it pins none. What is no key is an error. */
export function pinnedKey(node: Node): SshKey | undefined {
  if (node.hostKey === undefined) return undefined;
  const key = parseSshKey(node.hostKey);
  if (key) return key;
  throw new KnownError('MANIFEST_INVALID', `nodes.${node.name}.hostKey is not a public key`, {
    at: node.at,
    tryThis: [`write it as ssh shows it: ssh-ed25519 AAAA…`, `tend node add ${node.name} --pin`],
  });
}

/** Why a node's key is refused: another one than pinned, or none is pinned. */
export function hostKeyRefused(node: Node, offered: Buffer): KnownError {
  const pinned = pinnedKey(node);
  return pinned ? changed(node, pinned, offered) : unpinned(node, offered);
}

function changed(node: Node, pinned: SshKey, offered: Buffer): KnownError {
  const where = node.at.line === undefined ? node.at.file : `${node.at.file} (line ${node.at.line})`;
  return new KnownError('HOST_KEY_CHANGED', `${node.name}: its host key is not the one in ${node.at.file}`, {
    at: node.at,
    details: [`${where}   ${sshFingerprint(pinned.blob)}   server now   ${sshFingerprint(offered)}`],
    tryThis: [
      `if the server was reinstalled, compare the fingerprint at its console, then: tend node add ${node.name} --replace`,
      'if not, somebody may be listening in: do not connect',
    ],
  });
}

function unpinned(node: Node, offered: Buffer): KnownError {
  return new KnownError('HOST_KEY_UNPINNED', `${node.name}: no host key is pinned for it in ${node.at.file}`, {
    at: node.at,
    cause: { offeredHostKey: keyLineOf(offered) },
    details: [`server now   ${sshFingerprint(offered)}`, `hostKey: ${keyLineOf(offered)}`],
    tryThis: [
      `compare the fingerprint at the server's console (ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub), then: tend node add ${node.name} --pin`,
      `or put the line hostKey above under nodes: ${node.name}:`,
    ],
  });
}
