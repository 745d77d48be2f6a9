import { wholeLine, type ShownText } from '../model/shown-text.js';
import { escapeJson } from '../model/escape-json.js';

/** A result for machines, of which nothing is cut and no line broken, on a terminal neither. */
export function shownJson(value: unknown): ShownText {
  const json = escapeJson(JSON.stringify(value, undefined, 2));
  return json.replace(/^/gm, wholeLine) as ShownText;
}
