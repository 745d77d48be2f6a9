import { copied } from './align.js';

/** A host key that a server offers, and where its fingerprint is compared. */
export function showOfferedKey({ node, key, offered }: { node: string; key: string; offered: string }): string {
  return [
    copied(`${node} offers ${key}`),
    `  ${offered}`,
    '  at its console: ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub',
  ].join('\n');
}
