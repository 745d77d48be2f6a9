import { addNode } from '../../manifest/add-node.js';
import { planRegionEdit } from '../../manifest/manifest-edit.js';
import { setNodeHostKey } from '../../manifest/set-node-host-key.js';
import { given } from '../../model/given.js';
import { KnownError } from '../../model/known-error.js';
import { nodeOf } from '../../model/node-of.js';
import type { Node } from '../../model/region.js';
import type { Tools } from '../../tools/tools.js';
import { commitEdit } from './commit-edit.js';
import type { OpenRegion } from './open-region.js';

export interface NodeWish {
  readonly name: string;
  readonly host?: string;
  readonly user?: string;
  readonly port?: number;
  readonly provider?: string;
  /** Pin another key than the one that stands there. */
  readonly replace: boolean;
  /** Shows the key that the server offers and asks; false: nothing is written. */
  readonly approve: (key: string) => Promise<boolean>;
}

/** Adds a node, or pins the host key of one that is there; gives the key, undefined where a person said no. */
export async function pinNode(tools: Tools, open: OpenRegion, wish: NodeWish): Promise<string | undefined> {
  const known = nodeOf(open.region, wish.name);
  const node = known ?? newNode(wish);
  if (known?.hostKey !== undefined && !wish.replace)
    throw new KnownError('USAGE', `${wish.name} has a pinned host key already`, {
      tryThis: [`if the server was reinstalled: tend node add ${wish.name} --replace`],
    });
  if (known) refuseOtherAddress(wish);
  const key = await offeredKey(tools, node);
  if (!(await wish.approve(key))) return undefined;
  const edit = await planRegionEdit(tools.files, open.folder, (text) =>
    known ? setNodeHostKey(text, wish.name, key) : addNode(text, wish.name, nodeLines(wish, key)),
  );
  await commitEdit(tools, open, {
    edits: [edit],
    subject: known ? `Pin the host key of ${wish.name}` : `Add the node ${wish.name}`,
  });
  return key;
}

/** A node that is there keeps its address: whoever moves it changes region.yml first, so that the key is asked of the right one. */
function refuseOtherAddress({ name, host, user, port, provider }: NodeWish): void {
  if ([host, user, port, provider].every((given) => given === undefined)) return;
  throw new KnownError('USAGE', `${name} is in region.yml already: its address is changed there, not by flags`, {
    tryThis: [`edit nodes: ${name}: in region.yml, then: tend node add ${name} --replace`],
  });
}

function newNode({ name, host, user, port }: NodeWish): Node {
  if (host === undefined)
    throw new KnownError('USAGE', `${name} is not in region.yml yet: say where it is`, {
      tryThis: [`tend node add ${name} --host ${name}.example.org --user deploy`],
    });
  refusePort(name, host);
  return {
    name,
    host,
    at: { file: 'region.yml' },
    ...given({ user, port }),
  };
}

/** `host:2222` would be looked up as a name. */
function refusePort(name: string, text: string): void {
  const [, host, port] = /^([^:]+|\[.*\]):(\d+)$/.exec(text) ?? [];
  if (host === undefined || port === undefined) return;
  throw new KnownError('USAGE', `${text} holds a port: a port is said on its own`, {
    tryThis: [`tend node add ${name} --host ${host} --port ${port}`],
  });
}

function nodeLines({ host = '', user, port, provider }: NodeWish, hostKey: string) {
  return {
    host,
    ...given({ user, port }),
    hostKey,
    ...given({ provider }),
  };
}

/** The key that the server offers now: a connection without a pinned key is refused before any login, and names it. */
export async function offeredKey(tools: Tools, node: Node): Promise<string> {
  const { hostKey: _pinned, ...unpinned } = node;
  try {
    await tools.nodes.connect(unpinned);
  } catch (error) {
    const offered =
      error instanceof KnownError && error.code === 'HOST_KEY_UNPINNED'
        ? (error.cause as { offeredHostKey?: string }).offeredHostKey
        : undefined;
    if (offered !== undefined) return offered;
    throw error;
  }
  throw new Error('a connection without a pinned key was not refused');
}
