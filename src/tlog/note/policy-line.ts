import { parseCount } from './checkpoint.js';
import { parseVerifierKey, type VerifierKey, type VerifierKeyKind } from './verifier-key.js';

interface PolicyLog {
  readonly key: VerifierKey;
  /** As it was written; the format does not say what it must be. */
  readonly url?: string;
}

export interface PolicyWitness {
  /** Within this policy only; the name in its signatures is the key's. */
  readonly name: string;
  readonly key: VerifierKey;
  readonly url?: string;
}

export interface PolicyGroup {
  readonly name: string;
  /** So many members must have cosigned, at least 1. */
  readonly threshold: number;
  readonly members: readonly string[];
}

/** What the lines of a policy say, read so far. */
export interface PolicyLines {
  readonly logs: readonly PolicyLog[];
  readonly witnesses: readonly PolicyWitness[];
  /** In the order in which they are defined: each names only what stands before it. */
  readonly groups: readonly PolicyGroup[];
  readonly quorum?: string;
}

/** What one line of a policy adds to it. */
export type PolicyLine =
  | { readonly log: PolicyLog }
  | { readonly witness: PolicyWitness }
  | { readonly group: PolicyGroup }
  | { readonly quorum: string };

/** Reads one line, given as its items, in the light of the lines before it; a string says what is wrong. */
export function parsePolicyLine([word, ...items]: readonly string[], before: PolicyLines): PolicyLine | string {
  switch (word) {
    case 'log':
      return parseLog(items, before);
    case 'witness':
      return parseWitness(items, before);
    case 'group':
      return parseGroup(items, before);
    case 'quorum':
      return parseQuorum(items, before);
    default:
      return 'begins with none of log, witness, group, quorum';
  }
}

function parseLog([vkey, url, ...more]: readonly string[], before: PolicyLines): PolicyLine | string {
  if (vkey === undefined || more.length > 0) return 'is not: log <vkey> [<url>]';
  const key = parseKey(vkey, 'ed25519');
  if (typeof key === 'string') return key;
  if (isKnown(key, before.logs)) return 'the key of this log stands in the policy already';
  return { log: { key, ...(url === undefined ? {} : { url }) } };
}

function parseWitness([name, vkey, url, ...more]: readonly string[], before: PolicyLines): PolicyLine | string {
  if (name === undefined || vkey === undefined || more.length > 0) return 'is not: witness <name> <vkey> [<url>]';
  const key = parseKey(vkey, 'cosignature-v1');
  if (typeof key === 'string') return key;
  if (isTaken(name, before)) return `the name ${name} is taken already`;
  if (isKnown(key, before.witnesses)) return 'the key of this witness stands in the policy already';
  return { witness: { name, key, ...(url === undefined ? {} : { url }) } };
}

function parseGroup([name, count, ...members]: readonly string[], before: PolicyLines): PolicyLine | string {
  if (name === undefined || count === undefined || members.length === 0) return 'is not: group <name> <k> <member> …';
  if (isTaken(name, before)) return `the name ${name} is taken already`;
  const unusable = members.find((member, index) => !isFree(member, before) || members.indexOf(member) < index);
  if (unusable !== undefined) return `${unusable} is not defined above, or is a member already`;
  const threshold = parseThreshold(count, members.length);
  if (threshold === undefined) return `${count} is not all, any, or a count from 1 to ${members.length}`;
  return { group: { name, threshold, members } };
}

function parseQuorum([quorum, ...more]: readonly string[], before: PolicyLines): PolicyLine | string {
  if (quorum === undefined || more.length > 0) return 'is not: quorum <name>';
  if (before.quorum !== undefined) return 'there is a second quorum';
  if (!isTaken(quorum, before)) return `${quorum} is not defined above`;
  return { quorum };
}

function parseKey(vkey: string, kind: VerifierKeyKind): VerifierKey | string {
  const key = parseVerifierKey(vkey);
  if (!key) return 'holds no verifier key that can be used (name+id+key, Ed25519)';
  const wanted = kind === 'ed25519' ? 'a log signs with a key of type 1' : 'a witness cosigns with a key of type 4';
  return key.kind === kind ? key : `holds a key of another type: ${wanted}`;
}

/** C2SP tlog-policy: duplicate is what wraps the same public key, whatever it is called. */
function isKnown(key: VerifierKey, others: readonly { readonly key: VerifierKey }[]): boolean {
  return others.some((other) => Buffer.compare(other.key.publicKey, key.publicKey) === 0);
}

function isTaken(name: string, { witnesses, groups }: PolicyLines): boolean {
  return name === 'none' || [...witnesses, ...groups].some((each) => each.name === name);
}

/** Each name is a member at most once in the whole policy, so that a witness counts in one way only. */
function isFree(member: string, before: PolicyLines): boolean {
  return member !== 'none' && isTaken(member, before) && !before.groups.some(({ members }) => members.includes(member));
}

function parseThreshold(count: string, members: number): number | undefined {
  if (count === 'all') return members;
  if (count === 'any') return 1;
  const threshold = parseCount(count);
  return threshold !== undefined && threshold >= 1 && threshold <= members ? threshold : undefined;
}
