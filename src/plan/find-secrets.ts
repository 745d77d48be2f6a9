import { looksSecret } from '../model/looks-secret.js';
import type { FoldedDrift } from './fold-drift.js';

/** A name that speaks of secrets is enough here, whatever the value: a wrong yes costs a person one line by hand. */
const secretName = /PASS|PWD|SECRET|TOKEN|PRIVATE|API[_-]?KEY|[_-]KEY$|CREDENTIAL|DSN|AUTH/i;
const userAndPassword = /:\/\/[^\s/:]*:[^\s@]+@/;

/** Keys of what would be written into the manifest that look like secrets, by their name or by their value. Pure. */
export function findSecrets({ env, compose }: Pick<FoldedDrift, 'env' | 'compose'>): string[] {
  const written = [...leaves(env, ''), ...leaves(compose, '')];
  return [...new Set(written.filter(isSecret).map(({ key }) => key))];
}

interface Written {
  readonly key: string;
  readonly value: string;
}

function isSecret({ key, value }: Written): boolean {
  return secretName.test(key) || userAndPassword.test(value) || looksSecret({ key, value }) !== undefined;
}

/** Every value with the key it stands under; one that is taken out of the manifest is not written. */
function leaves(value: unknown, key: string): Written[] {
  if (value === undefined) return [];
  if (typeof value !== 'object' || value === null)
    return [{ key, value: typeof value === 'string' ? value : JSON.stringify(value) }];
  return Object.entries(value).flatMap(([inner, one]) => leaves(one, Array.isArray(value) ? key : inner));
}
