/** Of a text that go-yaml does not read: what, and where (an offset). */
export interface TextMistake {
  readonly says: string;
  readonly offset: number;
}

/** What YAML allows in a text at all; other control characters must be escaped in double quotes. */
const forbidden = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u0084\u0086-\u009F\uFFFE\uFFFF]/;

/**
 * A text with the line breaks that readers of YAML 1.2 know: to go-yaml, which reads 1.1, a lone carriage return, NEL and
 * the separators of Unicode end a line too. Offsets stay as they are.
 */
export function withPlainBreaks(text: string): string {
  return text.replace(/\r(?!\n)|[\u0085\u2028\u2029]/g, '\n');
}

/** A control character that go-yaml refuses, wherever it stands. */
export function findControlCharacter(text: string): TextMistake | undefined {
  const offset = text.search(forbidden);
  if (offset < 0) return undefined;
  const code = text.charCodeAt(offset).toString(16).toUpperCase().padStart(4, '0');
  return { says: `the control character U+${code} is not allowed`, offset };
}
