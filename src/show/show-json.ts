import { lineEnd } from '../model/foreign-text.js';
import { escapeJson } from '../model/escape-json.js';

/** A value as JSON that people read, a little indented: a newline in a text stands as `\n` there. */
export function showJson(value: unknown): string {
  const json = JSON.stringify(value, undefined, 2).replaceAll(lineEnd, '\\n');
  return escapeJson(json).replace(/^/gm, '  ');
}
