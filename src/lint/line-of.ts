import { LineCounter, parseDocument, isMap, isScalar, type Node } from 'yaml';
import type { ComposeText } from './lint-input.js';

interface Parsed {
  readonly lines: LineCounter;
  readonly contents: unknown;
}

/** A file of thousands of services has as many findings: it is read once, not for each. */
const parsed = new WeakMap<ComposeText, Parsed>();

function parse(source: ComposeText): Parsed {
  const lines = new LineCounter();
  const { contents } = parseDocument(source.text, { lineCounter: lines, logLevel: 'silent', uniqueKeys: false });
  parsed.set(source, { lines, contents });
  return { lines, contents };
}

/** Line, from 1, on which a key of a compose file stands; the nearest one above it where it is not there itself. */
export function lineOf(source: ComposeText, ...path: readonly string[]): number {
  const { lines, contents } = parsed.get(source) ?? parse(source);
  let node: unknown = contents;
  let offset = 0;
  for (const key of path) {
    const pair = isMap<Node, Node | null>(node)
      ? node.items.find((item) => isScalar(item.key) && String(item.key.value) === key)
      : undefined;
    if (!pair) break;
    offset = pair.key.range?.[0] ?? offset;
    node = pair.value;
  }
  return lines.linePos(offset).line;
}

/** Line, from 1, on which a text first occurs in a file; 1 where it does not. */
export function lineWith(text: string, words: string): number {
  const at = text.indexOf(words);
  return at < 0 ? 1 : text.slice(0, at).split('\n').length;
}
