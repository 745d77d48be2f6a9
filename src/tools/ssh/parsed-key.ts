import type { ParsedKey, utils } from 'ssh2';

const parsed = new Map<string, ParsedKey>();

/**
 * A private key as ssh2 takes it, read once for all nodes that it opens; the text itself where it is none, so that ssh2 says
 * what is wrong with it.
 */
export function parsedKey({ parseKey }: typeof utils, text: string): ParsedKey | string {
  const known = parsed.get(text);
  if (known) return known;
  const key = parseKey(text);
  if (key instanceof Error || Array.isArray(key)) return text;
  parsed.set(text, key);
  return key;
}
