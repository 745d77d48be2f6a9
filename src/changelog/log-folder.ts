import { hash } from 'node:crypto';
import { join } from 'node:path';
import type { Environment } from '../tools/environment.js';

/** Where this machine keeps what it knows of a log: `$XDG_STATE_HOME/tend/<hash of the origin>`. */
export function logFolder({ stateFolder }: Pick<Environment, 'stateFolder'>, origin: string): string {
  return join(stateFolder, hash('sha256', origin).slice(0, 32));
}

/** Folder of the private keys that are kept for a log, a file an actor. */
export function recordKeysFolder({ folder }: { readonly folder: string }): string {
  return join(folder, 'record-keys');
}
