import { hash } from 'node:crypto';

/** The name that git gives a file with this text. */
export function gitObject(text: string): string {
  return hash('sha1', `blob ${Buffer.byteLength(text)}\0${text}`);
}
