import { KnownError } from '../model/known-error.js';
import type { Terminal } from '../tools/terminal.js';
import type { WaysOn } from '../model/ways-on.js';

/** What is asked of a person who knows a server's key, and what is said where nobody is there. */
export interface KeyQuestion {
  /** Default: whether it is what was read at the server. */
  readonly question?: string;
  /** Whose fingerprint nobody compares, and what came of it. */
  readonly nobody: string;
  /** How to answer before being asked. */
  readonly tryThis: WaysOn;
}

/** Whether somebody at the terminal takes a key that a server offers. Throws where nobody is there. */
export async function askAboutKey(terminal: Terminal, { question, nobody, tryThis }: KeyQuestion): Promise<boolean> {
  if (terminal.interactive) return terminal.confirm(question ?? 'Is that the fingerprint that you read at the server?');
  throw new KnownError('APPROVAL_MISSING', `nobody is here to compare the fingerprint ${nobody}`, { tryThis });
}
