import { setInYaml } from './edit-yaml.js';

/** region.yml with a node's host key pinned, `ssh-ed25519 AAAA…`. */
export function setNodeHostKey(text: string, node: string, hostKey: string): string {
  return setInYaml(text, ['nodes', node, 'hostKey'], hostKey);
}
