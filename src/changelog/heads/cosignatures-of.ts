import type { Timestamp } from '../../model/brand.js';
import { parsePolicy, type Policy } from '../../tlog/note/policy.js';
import { verifyNote } from '../../tlog/note/verify-note.js';
import type { Head } from './head.js';

/** A head that a witness really cosigned. */
export interface Cosigned {
  readonly witness: string;
  readonly head: Head;
  readonly at: Timestamp;
}

/** The policy in a text; undefined where there is none that can be used. */
export function policyIn(text: string | null): Policy | undefined {
  const policy = parsePolicy(text ?? '');
  return 'fault' in policy ? undefined : policy;
}

/** Which witnesses of a policy cosigned which of these heads; the newest of each witness. */
export function cosignaturesOf(policy: Policy, heads: readonly Head[]): Cosigned[] {
  return policy.witnesses.flatMap(({ name, key }) => {
    const seen = heads.flatMap((head): Cosigned[] => {
      const { time } = verifyNote(head.note, key) ?? {};
      return time === undefined ? [] : [{ witness: name, head, at: timestampOf(time) }];
    });
    seen.sort((a, b) => b.head.size - a.head.size || (a.at < b.at ? 1 : -1));
    return seen.slice(0, 1);
  });
}

function timestampOf(seconds: number): Timestamp {
  return `${new Date(seconds * 1000).toISOString().slice(0, 19)}Z`;
}
