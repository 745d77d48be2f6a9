import {
  isAlias,
  isCollection,
  isMap,
  isPair,
  isScalar,
  type Document,
  type Node,
  type Pair,
  type YAMLMap,
} from 'yaml';

/** What is wrong with a text, and how many characters stand before it. */
export interface Growth {
  readonly says: string;
  readonly offset: number;
}

/** Nodes beside those that stand in the text; go-yaml asks more closely from 400,000 on (yaml.v3, decode.go). */
const mostAdded = 200_000;
/** Compose files have ten levels or so. */
const deepest = 100;

/** How many nodes something stands for, and on how many levels, once aliases are written out. */
interface Extent {
  readonly size: number;
  readonly height: number;
}

interface Walk {
  /** By anchor, as last set; undefined: it is still open, and an alias to it would be a circle. */
  readonly anchors: Map<string, Extent | undefined>;
  /** Nodes that aliases added so far. */
  added: number;
}

/**
 * Where a document has a key twice, is nested too deeply, holds itself, or becomes too much once its aliases are written out; undefined:
 * whoever walks through it comes to an end soon. Only what aliases stand for counts, not how many there are.
 */
export function findGrowth(document: Document): Growth | undefined {
  const found = measure(document.contents, { depth: 0, walk: { anchors: new Map(), added: 0 } });
  return 'says' in found ? found : undefined;
}

interface Place {
  readonly depth: number;
  readonly walk: Walk;
}

function measure(node: unknown, { depth, walk }: Place): Extent | Growth {
  if (depth > deepest) return growth(node, `is nested on more than ${deepest} levels`);
  if (isAlias(node)) return measureAlias(node, { depth, walk });
  const anchor = isAnchored(node) ? node.anchor : undefined;
  if (anchor !== undefined) walk.anchors.set(anchor, undefined);
  const twice = isMap(node) ? findDoubleKey(node) : undefined;
  if (twice) return twice;
  const extent = measureParts(partsOf(node), { depth, walk });
  if (anchor !== undefined && !('says' in extent)) walk.anchors.set(anchor, extent);
  return extent;
}

function measureAlias(alias: { readonly source: string }, { depth, walk }: Place): Extent | Growth {
  const { source } = alias;
  const extent = walk.anchors.get(source);
  if (!extent) return walk.anchors.has(source) ? growth(alias, `anchor '${source}' value contains itself`) : one;
  walk.added += extent.size;
  if (walk.added > mostAdded)
    return growth(alias, `its aliases stand for more than ${mostAdded.toLocaleString('en')} values`);
  if (depth + extent.height > deepest) return growth(alias, `is nested on more than ${deepest} levels`);
  return extent;
}

const one: Extent = { size: 1, height: 0 };

function measureParts(parts: readonly unknown[], { depth, walk }: Place): Extent | Growth {
  let [size, height] = [1, 0];
  for (const part of parts) {
    const extent = measure(part, { depth: depth + 1, walk });
    if ('says' in extent) return extent;
    size += extent.size;
    height = Math.max(height, extent.height + 1);
  }
  return { size, height };
}

/** Here and not by the parser, which compares each key with all before it. */
function findDoubleKey({ items }: YAMLMap): Growth | undefined {
  const seen = new Set<unknown>();
  for (const { key } of items) {
    if (!isScalar(key)) continue;
    if (seen.has(key.value)) return growth(key, `mapping key ${JSON.stringify(key.value)} is already defined`);
    seen.add(key.value);
  }
  return undefined;
}

function partsOf(node: unknown): readonly unknown[] {
  if (!isCollection(node)) return [];
  return node.items.flatMap((item: unknown) => (isPair(item) ? pairParts(item) : [item]));
}

function pairParts({ key, value }: Pair): unknown[] {
  return [key, value];
}

function isAnchored(node: unknown): node is { readonly anchor?: string } {
  return typeof node === 'object' && node !== null && 'anchor' in node;
}

function growth(node: unknown, says: string): Growth {
  return { says, offset: (node as Node | null)?.range?.[0] ?? 0 };
}
