import { existsSync, readFileSync } from 'node:fs';
import type { AnyAuthMethod, BaseAgent, ParsedKey } from 'ssh2';
import { sshFingerprint, isEncryptedKey, parseSshKey } from './ssh-key.js';
import type { SshTarget } from './ssh-target.js';

/** What can be tried to log in, in this order, and a line about each for the sentence if all fail. */
export interface Identities {
  readonly methods: readonly AnyAuthMethod[];
  readonly tried: readonly string[];
  /** Key files that only a pass phrase opens: the agent must have them. */
  readonly encrypted: readonly string[];
}

/** Keys of the ssh-agent, then open key files. Nothing is asked: there may be nobody to answer. */
export async function readIdentities(target: SshTarget): Promise<Identities> {
  const files = [...new Set(target.identityFiles)].map(readKeyFile);
  const found = files.filter((file) => file !== undefined);
  const agent = await readAgent(target, found);
  const open = found.filter((file) => !file.encrypted);
  return {
    methods: [
      ...(agent && agent.keys.length > 0
        ? [{ type: 'agent', username: target.user, agent: agent.agent } as const]
        : []),
      ...open.map((file) => ({ type: 'publickey', username: target.user, key: file.text }) as const),
    ],
    tried: [
      ...(agent?.keys ?? []).map((blob) => `${sshFingerprint(blob)} (ssh-agent)`),
      ...open.map((file) => file.path),
    ],
    encrypted: found.filter((file) => file.encrypted && !agentHas(agent, file)).map((file) => file.path),
  };
}

interface KeyFile {
  readonly path: string;
  readonly text: string;
  readonly encrypted: boolean;
  /** Public half, where `<file>.pub` stands beside it. */
  readonly publicBlob?: Buffer | undefined;
}

function readKeyFile(path: string): KeyFile | undefined {
  const [text, publicText] = [readIfThere(path), readIfThere(`${path}.pub`)];
  const publicBlob = publicText === undefined ? undefined : parseSshKey(publicText)?.blob;
  // An IdentityFile may also be a public key: it says which key of the agent is meant.
  const isPublic = text !== undefined && parseSshKey(text);
  if (isPublic) return { path, text, encrypted: true, publicBlob: isPublic.blob };
  if (text === undefined) return publicBlob && { path, text: '', encrypted: true, publicBlob };
  return { path, text, encrypted: isEncryptedKey(text), publicBlob };
}

/** Eight small files for each node, most of them not there: at once that takes a twentieth of what promises take. */
function readIfThere(path: string): string | undefined {
  try {
    return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
  } catch {
    return undefined;
  }
}

interface Agent {
  readonly agent: BaseAgent;
  readonly keys: readonly Buffer[];
}

/**
 * The agent with its keys in a useful order: a server gives up after a few (MaxAuthTries 6), so those that the
 * configuration names come first, and with IdentitiesOnly no others.
 */
async function readAgent(target: SshTarget, files: readonly KeyFile[]): Promise<Agent | undefined> {
  if (!target.agentSocket) return undefined;
  const { createAgent } = (await import('ssh2')).default;
  const agent = createAgent(target.agentSocket);
  const all = await identitiesOf(agent);
  const named = files.flatMap((file) => (file.publicBlob ? [file.publicBlob] : []));
  const wanted = all.filter((key) => named.some((blob) => blob.equals(key.getPublicSSH())));
  const others = target.identitiesOnly ? [] : all.filter((key) => !wanted.includes(key));
  const keys = [...wanted, ...others];
  Object.assign(agent, { getIdentities: (done: (error: null, keys: ParsedKey[]) => void) => done(null, keys) });
  return { agent, keys: keys.map((key) => key.getPublicSSH()) };
}

/** An agent that is gone or hangs is like none: key files may still do. */
function identitiesOf(agent: BaseAgent): Promise<ParsedKey[]> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve([]), 2000);
    agent.getIdentities((error, keys) => {
      clearTimeout(timer);
      resolve(error || !keys ? [] : (keys as ParsedKey[]));
    });
  });
}

function agentHas(agent: Agent | undefined, file: KeyFile): boolean {
  const blob = file.publicBlob;
  return blob !== undefined && (agent?.keys ?? []).some((key) => key.equals(blob));
}
