import type { Finding } from '../model/lint.js';
import type { AbraRule } from './abra-rules.js';

type What = Pick<Finding, 'file' | 'says' | 'tryThis'> & { readonly line?: number };

/** What abra's lint would say. */
export function abraFinding({ id, level }: AbraRule, what: What): Finding {
  return { rule: id, by: 'abra', level, ...what };
}

/** What only we say: an error where a deployment would fail, else a warning. */
export function ownFinding(rule: string, level: Finding['level'], what: What): Finding {
  return { rule, by: 'tend', level, ...what };
}
