import { hash } from 'node:crypto';
import type { Random } from '../tools/random.js';

/** A text that the log only commits to, and what is needed to show that it is that text. */
export interface Detail {
  /** base64url SHA-256 of 32 random bytes and the text's bytes. */
  readonly commitment: string;
  /** What is kept: 64 hex digits of the random bytes, a newline, the text. */
  readonly file: string;
}

/** Commits to a text: without the random bytes nobody can find the text by trying, not even a short one. */
export function makeDetail(text: string, random: Pick<Random, 'bytes'>): Detail {
  const bytes = random.bytes(32);
  return { commitment: commitmentOf(bytes, text), file: `${bytes.toString('hex')}\n${text}` };
}

/** The text of a kept detail; undefined where it is not what the commitment was made of. */
export function openDetail(file: string, commitment: string): string | undefined {
  if (!/^[0-9a-f]{64}\n/.test(file)) return undefined;
  const text = file.slice(65);
  return commitmentOf(Buffer.from(file.slice(0, 64), 'hex'), text) === commitment ? text : undefined;
}

function commitmentOf(bytes: Uint8Array, text: string): string {
  return hash('sha256', Buffer.concat([bytes, Buffer.from(text)]), 'base64url');
}
