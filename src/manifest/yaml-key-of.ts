import { isScalar, type Node, type Pair } from 'yaml';

/** The key of an entry as text; undefined where it is a list or a mapping itself. */
export function yamlKeyOf({ key }: Pair<Node, Node | null>): string | undefined {
  return isScalar(key) ? String(key.value) : undefined;
}
