import type { SecretSet } from '../model/secret-set.js';
import { shortEntry } from '../model/short-id.js';

/** That a secret has its value now, whether that is recorded, and what to do next. */
export function showSecretSet({ app, secret, entry, code }: SecretSet): string {
  return `${secret} is set${recordedWords(entry && shortEntry(entry), code !== undefined)} · tend plan --app ${app}`;
}

function recordedWords(entry: string | undefined, waits: boolean): string {
  if (entry === undefined) return '';
  return waits ? `; its entry ${entry} waits on this machine` : `, recorded as ${entry}`;
}
