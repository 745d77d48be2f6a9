import { KnownError } from '../model/known-error.js';

/** `wiki.example.org=1` → the name and the number of a server. */
export function parseHosts(words: readonly string[], nodes: number): Record<string, number> {
  return Object.fromEntries(words.map((word) => parseHost(word, nodes)));
}

function parseHost(word: string, nodes: number): [string, number] {
  const [, name, index] = /^([a-z0-9][a-z0-9.-]*)=(\d+)$/.exec(word) ?? [];
  if (name !== undefined && Number(index) >= 1 && Number(index) <= nodes) return [name, Number(index)];
  throw new KnownError('USAGE', `--hosts ${word}: a name, =, and the number of a server from 1 to ${nodes} is meant`, {
    tryThis: ['--hosts wiki.example.org=1'],
  });
}
