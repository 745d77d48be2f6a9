import { isAlias, isCollection, isMap, isScalar, parseDocument, type Node, type Pair, type YAMLMap } from 'yaml';
import { yamlKeyOf } from './yaml-key-of.js';
import { renderBlock, renderEntry, renderFlow } from './render-yaml.js';

type Values = YAMLMap<Node, Node | null>;

/**
 * Sets a value in a YAML text and touches no other character: comments, order, quotes, blanks stay.
 * Undefined where this cannot be done by replacing one piece of text.
 */
export function spliceYaml(text: string, path: readonly string[], value: unknown): string | undefined {
  let node: Node | null = parseDocument(text, { uniqueKeys: false }).contents;
  let inFlow = false;
  for (const [i, part] of path.entries()) {
    if (!isMap<Node, Node | null>(node)) return undefined;
    inFlow ||= node.flow === true;
    const pair = findPair(node, part);
    if (!pair) return insertEntry(text, node, [part, nest(path.slice(i + 1), value)]);
    if (isNothing(pair.value) && i < path.length - 1 && !inFlow)
      return insertBelow(text, pair, nest(path.slice(i + 1), value));
    node = pair.value;
  }
  return replaceNode(text, node, { value, inFlow });
}

/** Takes an entry out, its own line or its place between commas; undefined where that is not possible. */
export function spliceOut(text: string, path: readonly string[]): string | undefined {
  let node: Node | null = parseDocument(text, { uniqueKeys: false }).contents;
  for (const part of path.slice(0, -1)) {
    if (!isMap<Node, Node | null>(node)) return undefined;
    node = findPair(node, part)?.value ?? null;
  }
  if (!isMap<Node, Node | null>(node) || node.items.length < 2) return undefined;
  const at = node.items.findIndex((pair) => yamlKeyOf(pair) === path.at(-1));
  return at < 0 ? undefined : removeEntry(text, node, at);
}

/** Gives an entry another key. */
export function spliceKey(text: string, path: readonly string[], key: string): string | undefined {
  let node: Node | null = parseDocument(text, { uniqueKeys: false }).contents;
  for (const [i, part] of path.entries()) {
    const pair: Pair<Node, Node | null> | undefined = isMap<Node, Node | null>(node) ? findPair(node, part) : undefined;
    if (!pair?.key.range) return undefined;
    if (i === path.length - 1) return splice(text, pair.key.range, key);
    node = pair.value;
  }
  return undefined;
}

function findPair(map: Values, key: string): Pair<Node, Node | null> | undefined {
  return map.items.find((pair) => yamlKeyOf(pair) === key);
}

/** `{ smtp: { host: x } }` of the path `smtp.host`. */
function nest(path: readonly string[], value: unknown): unknown {
  return path.reduceRight((inner, key) => ({ [key]: inner }), value);
}

function replaceNode(
  text: string,
  node: Node | null,
  { value, inFlow }: { readonly value: unknown; readonly inFlow: boolean },
): string | undefined {
  const range = node?.range;
  if (!range || isAlias(node) || node.anchor !== undefined || range[0] === range[1]) return undefined;
  if (isScalar(node) && (node.type === 'BLOCK_LITERAL' || node.type === 'BLOCK_FOLDED')) return undefined;
  const isFlow = inFlow || isScalar(node) || (isCollection(node) && node.flow === true);
  if (isFlow) return splice(text, range, renderFlow(value));
  const indent = columnOf(text, range[0]);
  return splice(text, [range[0], endOfBlock(text, range[1])], renderBlock(value, indent).trimStart());
}

/** `env:` with nothing behind it. */
function isNothing(node: Node | null): boolean {
  return node === null || (isScalar(node) && node.value === null && node.source === '' && !node.anchor);
}

function insertBelow(text: string, { key }: Pair<Node, Node | null>, value: unknown): string | undefined {
  const [start, end] = key.range ?? [];
  if (start === undefined || end === undefined) return undefined;
  const at = endOfBlock(text, end);
  return splice(text, [at, at], renderBlock(value, columnOf(text, start) + 2));
}

function insertEntry(text: string, map: Values, entry: readonly [string, unknown]): string | undefined {
  const last = map.items.at(-1);
  const end = (last?.value ?? last?.key)?.range?.[1];
  if (map.flow && map.range) {
    const flow = renderEntry(entry);
    if (end === undefined) return splice(text, map.range, `{ ${flow} }`);
    return splice(text, [end, end], `, ${flow}`);
  }
  const first = map.items[0]?.key.range?.[0];
  if (first === undefined || end === undefined) return undefined;
  const at = endOfBlock(text, end);
  const block = renderBlock({ [entry[0]]: entry[1] }, columnOf(text, first));
  return splice(text, [at, at], block);
}

function removeEntry(text: string, map: Values, at: number): string | undefined {
  const [before, pair, after] = [map.items[at - 1], map.items[at], map.items[at + 1]];
  const start = pair?.key.range?.[0];
  const end = (pair?.value ?? pair?.key)?.range?.[1];
  if (start === undefined || end === undefined) return undefined;
  if (!map.flow) return splice(text, [start - columnOf(text, start), endOfBlock(text, end)], '');
  const next = after?.key.range?.[0];
  const previous = (before?.value ?? before?.key)?.range?.[1];
  return next === undefined ? splice(text, [previous ?? start, end], '') : splice(text, [start, next], '');
}

function splice(text: string, range: readonly number[], by: string): string {
  const [start = 0, end = start] = range;
  const lines = text.includes('\r\n') ? by.replace(/\r?\n/g, '\r\n') : by;
  return text.slice(0, start) + lines + text.slice(end);
}

function columnOf(text: string, offset: number): number {
  return offset - (text.lastIndexOf('\n', offset - 1) + 1);
}

/** Past the line on which a block ends, its comment included. */
function endOfBlock(text: string, end: number): number {
  if (text[end - 1] === '\n') return end;
  const newLine = text.indexOf('\n', end);
  return newLine < 0 ? text.length : newLine + 1;
}
