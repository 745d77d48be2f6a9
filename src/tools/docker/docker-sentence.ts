import { KnownError } from '../../model/known-error.js';
import type { Node } from '../../model/region.js';
import type { SocketFacts } from './over-ssh.js';

/** Who asks and where, for the sentence. */
export interface Asker {
  readonly node: Node;
  readonly user: string;
  readonly socket: string;
  /** How a person runs a command there: `ssh deploy@brunswick.example.org `, or nothing for this machine. */
  readonly prefix: string;
}

/** Why Docker cannot be reached through a login that works, and the command that mends it. */
export function dockerSentence(facts: SocketFacts | undefined, asker: Asker): KnownError {
  if (facts?.exists && !facts.writable) return noAccess(asker);
  if (facts && !facts.exists && !facts.hasDocker) return notInstalled(asker);
  if (facts?.exists && !facts.hasDocker) return noWayThrough(asker);
  return notRunning(asker);
}

function noAccess({ node, user, socket, prefix }: Asker): KnownError {
  return new KnownError('DOCKER_NO_ACCESS', `${node.name}: ${user} may not reach Docker's socket ${socket}`, {
    tryThis: [`as root on the server: usermod -aG docker ${user}`, ...(prefix === '' ? ['then log in again'] : [])],
  });
}

function notInstalled(asker: Asker): KnownError {
  const { node, socket, prefix } = asker;
  return new KnownError('DOCKER_MISSING', `${node.name}: Docker is not installed (there is no ${socket})`, {
    tryThis: [
      `${prefix}${asRoot(asker, 'apt install docker.io')}`,
      'or as https://docs.docker.com/engine/install/ says',
    ],
  });
}

function notRunning(asker: Asker): KnownError {
  const { node, socket, prefix } = asker;
  return new KnownError('DOCKER_MISSING', `${node.name}: Docker does not run (nothing answers at ${socket})`, {
    tryThis: [
      `${prefix}${asRoot(asker, 'systemctl start docker')}`,
      `if its socket is somewhere else, write it under nodes: ${node.name}: socket`,
    ],
  });
}

function noWayThrough({ node, socket }: Asker): KnownError {
  return new KnownError('DOCKER_MISSING', `${node.name}: nothing gets through to Docker at ${socket}`, {
    details: ['sshd does not forward sockets, or nothing answers there; there is no docker program to go by instead'],
    tryThis: [
      'on the server: systemctl start docker',
      'allow forwarding in /etc/ssh/sshd_config: AllowStreamLocalForwarding yes, AllowTcpForwarding yes',
      'or install the program: apt install docker.io (docker-cli)',
    ],
  });
}

function asRoot({ user }: Asker, command: string): string {
  return user === 'root' ? command : `sudo ${command}`;
}

/** A request that got no answer in time. */
export function dockerLate(node: string, ms: number): KnownError {
  return new KnownError('NODE_UNREACHABLE', `${node}: Docker did not answer within ${Math.round(ms / 1000)} s`, {
    tryThis: ['run it again; what was under way there may or may not have been done'],
  });
}

/** The connection broke in the middle. */
export function connectionBroke(node: string, error: unknown): KnownError {
  return new KnownError('NODE_UNREACHABLE', `${node}: the connection broke`, {
    tryThis: ['run it again; what was under way there may or may not have been done'],
    cause: error,
  });
}
