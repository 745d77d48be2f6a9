import { KnownError } from '../model/known-error.js';
import { Secret } from '../model/secret.js';
import type { Terminal } from '../tools/terminal.js';
import type { Tools } from '../tools/tools.js';
import { readValueSource } from '../workflows/region/read-value-source.js';

/** Where a secret value comes from: a file, or whoever answers the prompt. */
export interface SecretSource {
  readonly prompt: string;
  readonly file?: string;
}

/** A secret value from a file, a pipe, or typed unseen; one newline at its end does not count. */
export async function readSecretInput(tools: Tools, { prompt, file }: SecretSource): Promise<Secret> {
  if (file !== undefined) return readValueSource(tools, `file:${file}`, prompt);
  const piped = await tools.terminal.readPiped();
  const value = piped?.replace(/\r?\n$/, '') ?? (await askUnseen(tools.terminal, prompt));
  if (value === '')
    throw new KnownError('USAGE', 'the value is empty: nothing was set', {
      tryThis: ['run the same command again with a value: typed, from a pipe, or from a file'],
    });
  return new Secret(value);
}

/** A job in CI may have a terminal at which nobody sits. */
function askUnseen(terminal: Terminal, prompt: string): Promise<string> {
  if (terminal.interactive) return terminal.askHidden(prompt);
  throw new KnownError('APPROVAL_MISSING', `nobody is here to type it: ${prompt}`, {
    tryThis: ['read it from a file: --file FILE', 'or from a pipe: COMMAND | tend app secret set APP NAME'],
  });
}
