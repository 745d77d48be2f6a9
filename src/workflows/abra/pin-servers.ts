import { KnownError } from '../../model/known-error.js';
import type { ImportNotice } from '../../model/import-end.js';
import type { Node } from '../../model/region.js';
import { parseSshKey } from '../../tools/ssh/ssh-key.js';
import type { Tools } from '../../tools/tools.js';
import { offeredKey } from '../region/pin-node.js';

/** A key that a server offers, for a person to say yes to. */
export interface OfferedKey {
  readonly node: string;
  readonly host: string;
  /** `ssh-ed25519 AAAA…` */
  readonly key: string;
  /** The very key stands in the known_hosts of ssh: abra trusts it already. */
  readonly isKnown: boolean;
}

export interface Pinned {
  readonly nodes: readonly Node[];
  readonly notices: readonly ImportNotice[];
}

/** Asks every server for its host key, all at once, and pins those that a person approves, one after the other. */
export async function pinServers(
  tools: Tools,
  nodes: readonly Node[],
  approve: (offered: OfferedKey) => Promise<boolean>,
): Promise<Pinned> {
  const offered = await Promise.all(nodes.map((node) => offerOf(tools, node)));
  const pinned: Node[] = [];
  const notices: ImportNotice[] = [];
  for (const [at, node] of nodes.entries()) {
    const offer = offered[at];
    if (offer === undefined) pinned.push(node);
    else if (typeof offer === 'string') {
      notices.push(unpinned(node, offer));
      pinned.push(node);
    } else if (await approve(offer)) pinned.push({ ...node, hostKey: offer.key });
    else {
      notices.push(unpinned(node, `${node.name}: its host key is not pinned, so nothing connects`));
      pinned.push(node);
    }
  }
  return { nodes: pinned, notices };
}

function unpinned({ name }: Node, text: string): ImportNotice {
  return { kind: 'unpinned', node: name, text, tryThis: `tend node add ${name} --pin` };
}

/** Undefined: no key is wanted. A text: why there is none. */
async function offerOf(tools: Tools, node: Node): Promise<OfferedKey | string | undefined> {
  if (node.host === 'local' || node.hostKey !== undefined) return undefined;
  try {
    const key = await offeredKey(tools, node);
    return { node: node.name, host: node.host, key, isKnown: await isKnownKey(tools, node, key) };
  } catch (error) {
    if (error instanceof KnownError) return error.message;
    throw error;
  }
}

async function isKnownKey({ sshConfig }: Tools, node: Node, key: string): Promise<boolean> {
  const blob = parseSshKey(key)?.blob;
  const known = await sshConfig.knownKeys(await sshConfig.targetOf(node));
  return blob !== undefined && known.some((one) => one.blob.equals(blob));
}
