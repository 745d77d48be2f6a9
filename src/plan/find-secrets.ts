import type { FoldedDrift } from './fold-drift.js';

const secretName = /PASS|PWD|SECRET|TOKEN|PRIVATE|API[_-]?KEY|_KEY$|CREDENTIAL|DSN|AUTH/i;
const secretValues = [
  /:\/\/[^\s/:]*:[^\s@]+@/, // a URL with user:password@
  /\b(?:pass(?:word|wd)?|pwd|secret|token)=\S/i,
  /-----BEGIN [A-Z ]*PRIVATE KEY-----/,
];

/** Keys of what would be written into the manifest that look like secrets, by their name or by their value. Pure. */
export function findSecrets({ env, compose }: Pick<FoldedDrift, 'env' | 'compose'>): string[] {
  const written = [...leaves(env, ''), ...leaves(compose, '')];
  return [...new Set(written.filter(looksSecret).map(([key]) => key))];
}

function looksSecret([key, value]: readonly [string, string]): boolean {
  return secretName.test(key) || secretValues.some((pattern) => pattern.test(value));
}

/** Every value with the key it stands under; one that is taken out of the manifest is not written. */
function leaves(value: unknown, key: string): [string, string][] {
  if (value === undefined) return [];
  if (typeof value !== 'object' || value === null) return [[key, typeof value === 'string' ? value : '']];
  return Object.entries(value).flatMap(([inner, one]) => leaves(one, Array.isArray(value) ? key : inner));
}
