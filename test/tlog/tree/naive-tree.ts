import { createHash } from 'node:crypto';

/** MTH(D) word for word as RFC 6962, 2.1 defines it, slow and without anything of src: what the fast ones are compared with. */
export function naiveRoot(leaves: readonly string[]): string {
  const [first = ''] = leaves;
  if (leaves.length === 0) return createHash('sha256').digest('hex');
  if (leaves.length === 1) return createHash('sha256').update('\0').update(first).digest('hex');
  let split = 1;
  while (split * 2 < leaves.length) split *= 2;
  const [left, right] = [naiveRoot(leaves.slice(0, split)), naiveRoot(leaves.slice(split))];
  return createHash('sha256').update('\x01').update(left, 'hex').update(right, 'hex').digest('hex');
}

/** Lines of a log that differ from each other. */
export function makeLeaves(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `{"line":${index},"ü":"→ ${'x'.repeat(index % 7)}"}`);
}
