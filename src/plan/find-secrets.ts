import { looksSecret } from '../model/looks-secret.js';
import type { FoldedDrift } from './fold-drift.js';

/** Keys of what would be written into the manifest that look like secrets, by their name or by their value. Pure. */
export function findSecrets({ env, compose }: Pick<FoldedDrift, 'env' | 'compose'>): string[] {
  const written = [...leaves(env, ''), ...leaves(compose, '')];
  return [...new Set(written.filter(looksSecret).map(({ key }) => key))];
}

interface Written {
  readonly key: string;
  readonly value: string;
}

/** Every value with the key it stands under; one that is taken out of the manifest is not written. */
function leaves(value: unknown, key: string): Written[] {
  if (value === undefined) return [];
  if (typeof value !== 'object' || value === null) return [{ key, value: typeof value === 'string' ? value : '' }];
  return Object.entries(value).flatMap(([inner, one]) => leaves(one, Array.isArray(value) ? key : inner));
}
