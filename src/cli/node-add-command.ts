import { flagWords } from './apply-command.js';

const saidFlags = ['region', 'host', 'user', 'port', 'provider', 'replace'];

/** The same `node add` said again: a node that is not in region.yml yet has its address from the flags alone. */
export function nodeAddCommand(name: string, flags: Readonly<Record<string, unknown>>): string {
  return [`tend node add ${name}`, ...saidFlags.flatMap((flag) => flagWords(flag, flags[flag]))].join(' ');
}
