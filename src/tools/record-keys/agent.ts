import { connect } from 'node:net';
import type { AgentProtocol, ParsedKey } from 'ssh2';
import { fingerprint, type PublicKey } from '../../tlog/sshsig/public-key.js';
import { unusableKey } from './unusable-key.js';

/** An agent answers at once, but one that asks its owner each time (ssh-add -c) may take a while. */
const askingMs = 5_000;
const signingMs = 60_000;

/**
 * What signs with this key in the ssh-agent, raw Ed25519; undefined where the agent does not have it.
 * Throws a KnownError where no agent answers.
 */
export async function signerInAgent(
  socket: string,
  key: PublicKey,
): Promise<((message: Uint8Array) => Promise<Uint8Array>) | undefined> {
  const keys = await askAgent<ParsedKey[]>(socket, askingMs, (agent, done) => agent.getIdentities(done));
  if (!keys) throw agentAway(socket);
  const found = keys.find((each) => Buffer.compare(each.getPublicSSH(), key.blob) === 0);
  return found && ((message) => sign(socket, found, { key, message }));
}

async function sign(
  socket: string,
  parsed: ParsedKey,
  { key, message }: { readonly key: PublicKey; readonly message: Uint8Array },
): Promise<Uint8Array> {
  const signature = await askAgent<Buffer>(socket, signingMs, (agent, done) =>
    agent.sign(parsed, Buffer.from(message), {}, done),
  );
  if (!signature) throw agentRefused(key);
  return new Uint8Array(signature);
}

type Done<T> = (error: Error | null | undefined, answer?: T) => void;

/**
 * One question over a connection of its own, closed in any case: ssh2's own agent leaves it open where no answer comes,
 * and then the process does not end. Undefined where the agent is away, says no, or takes too long.
 */
async function askAgent<T>(
  socket: string,
  ms: number,
  ask: (agent: AgentProtocol, done: Done<T>) => void,
): Promise<T | undefined> {
  const { AgentProtocol } = (await import('ssh2')).default;
  const connection = connect(socket);
  const away = new Promise<undefined>((resolve) => connection.once('close', () => resolve(undefined)));
  connection.setTimeout(ms, () => connection.destroy());
  connection.on('error', () => connection.destroy());
  try {
    const agent = new AgentProtocol(true);
    agent.on('error', () => connection.destroy());
    agent.pipe(connection).pipe(agent);
    const answer = new Promise<T | undefined>((resolve) => {
      ask(agent, (error, given) => resolve(error ? undefined : given));
    });
    return await Promise.race([answer, away]);
  } finally {
    connection.destroy();
  }
}

function agentAway(socket: string): Error {
  return unusableKey(`no ssh-agent answers at ${socket}`, [
    'start one and give it the key: eval $(ssh-agent); ssh-add FILE',
  ]);
}

function agentRefused(key: PublicKey): Error {
  return unusableKey(`the ssh-agent did not sign with ${fingerprint(key)}`, [
    'if it asks for each use, say yes there and run this again',
    'see what it has: ssh-add -l',
  ]);
}
