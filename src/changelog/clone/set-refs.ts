import { mustRun, type Clone } from './clone.js';

/** Moves refs of our copy, all or none; undefined takes one away. */
export async function setRefs(clone: Clone, changes: Readonly<Record<string, string | undefined>>): Promise<void> {
  const orders = Object.entries(changes).map(([ref, to]) =>
    to === undefined ? `delete ${ref}\n` : `update ${ref} ${to}\n`,
  );
  await mustRun(clone, ['update-ref', '--stdin'], { input: orders.join('') });
}
