import {
  isAlias,
  isCollection,
  isMap,
  isScalar,
  isSeq,
  type Document,
  type Node,
  type Pair,
  type Scalar,
  type YAMLMap,
} from 'yaml';
import type { TextMistake } from './go-yaml-text.js';
import { resolveScalar, type ScalarValue } from './resolve-scalar.js';
import { resolveTagged } from './resolve-tagged.js';
import { isTypedScalar } from './typed-scalar.js';

interface Context {
  /** What each anchor stands for, as far as was read. */
  readonly anchors: Map<string, Node>;
  readonly found: (says: string, node: unknown) => void;
}

/**
 * Gives every scalar of a document that was read as text alone (schema failsafe) the value that docker's loader gives
 * it, in place. Returns the first thing that go-yaml or docker refuse and other readers take: a key that is no text, two
 * `<<` in one mapping, a `<<` of something else than mappings, a tag that does not fit.
 */
export function resolveDocument(document: Document): TextMistake | undefined {
  const { yaml } = document.directives ?? {};
  if (yaml?.explicit && yaml.version !== '1.1') return { says: 'docker reads YAML 1.1 alone', offset: 0 };
  let mistake: TextMistake | undefined;
  const found: Context['found'] = (says, node) => {
    mistake ??= { says, offset: (node as Node | null)?.range?.[0] ?? 0 };
  };
  resolveNode(document.contents, { anchors: new Map(), found });
  return mistake;
}

function resolveNode(node: unknown, context: Context): void {
  if ((isScalar(node) || isCollection(node)) && node.anchor) context.anchors.set(node.anchor, node);
  if (isScalar(node)) resolveInPlace(node, context);
  if (isAlias(node) && !context.anchors.has(node.source)) context.found(`no anchor ${node.source} stands before`, node);
  if (isSeq(node)) for (const item of node.items) resolveNode(item, context);
  if (isMap(node)) resolveMap(node, context);
}

function resolveInPlace(scalar: Scalar, { found }: Context): void {
  if (typeof scalar.value === 'symbol') return;
  const value = valueOf(scalar);
  if (isTypedScalar(value) && Number.isNaN(value.value)) found(`${value.text} is no number to docker`, scalar);
  if (value === undefined) found(`${scalar.source ?? ''} does not fit its tag`, scalar);
  else scalar.value = value;
}

function valueOf({ tag, type, source = '' }: Scalar): ScalarValue | undefined {
  if (tag !== undefined && tag !== '!') return resolveTagged(tag, source);
  return type === 'PLAIN' ? resolveScalar(source) : source;
}

function resolveMap(map: YAMLMap, context: Context): void {
  const { anchors, found } = context;
  const merges = map.items.filter(isMerge);
  if (merges.length > 1) found('<< stands twice in one mapping: write <<: [*one, *other]', merges[1]?.key);
  for (const pair of map.items) {
    resolveNode(pair.key, context);
    resolveNode(pair.value, context);
    if (!isMerge(pair)) checkKey(pair, context);
    else if (!isMergeable(pair.value, anchors)) found('<< takes a mapping, or a list of mappings', pair.key);
  }
}

function isMerge({ key }: Pair): boolean {
  return isScalar(key) && typeof key.value === 'symbol';
}

function checkKey({ key }: Pair, { anchors, found }: Context): void {
  const node = isAlias(key) ? anchors.get(key.source) : key;
  if (isScalar(node) && typeof node.value === 'string' && isText(node.tag)) return;
  const written = isScalar(node) ? `the key ${node.source || 'null'} is no text` : 'a key is no text';
  found(`${written}: put it in quotes`, key);
}

/** A key with a tag of its own is no text to docker, whatever it is. */
function isText(tag: string | undefined): boolean {
  return tag === undefined || tag === '!' || tag === 'tag:yaml.org,2002:str';
}

function isMergeable(value: unknown, anchors: Context['anchors']): boolean {
  return isSeq(value) ? value.items.every((item) => isMapOrAlias(item, anchors)) : isMapOrAlias(value, anchors);
}

function isMapOrAlias(node: unknown, anchors: Context['anchors']): boolean {
  return isMap(isAlias(node) ? anchors.get(node.source) : node);
}
