import { parsePolicyLine, type PolicyGroup, type PolicyLine, type PolicyLines } from './policy-line.js';

/**
 * Whose heads count, and how many have to have seen one (C2SP tlog-policy):
 *
 *     log example.org/changelog+55a38422+AefF…
 *     witness north witness.example.net/w1+3f6df399+BDJC… https://witness.example.net/w1
 *     witness south witness.example.com/w+0e1f2a3b+BGh5…
 *     group others 1 north south
 *     quorum others
 */
export interface Policy extends PolicyLines {
  /** A witness, a group, or `none`. */
  readonly quorum: string;
}

/** Why a policy cannot be used. */
export interface PolicyFault {
  readonly fault: string;
  /** From 1. */
  readonly line: number;
}

const longest = 64 * 1024;
/** Every character below a blank but tab and newline, and DEL: not one of them may stand in a policy. */

const forbidden = /[\u0000-\u0008\u000b-\u001f\u007f]/;

/** Reads a policy; the first fault, where there is one. Keys of other kinds than VerifierKey knows are a fault. */
export function parsePolicy(text: string): Policy | PolicyFault {
  if (text.length > longest) return { fault: 'a policy has at most 64 KiB', line: 1 };
  const lines = text.split('\n');
  let policy: PolicyLines = { logs: [], witnesses: [], groups: [] };
  for (const [index, line] of lines.entries()) {
    const next = parseLine(policy, line);
    if (typeof next === 'string') return { fault: next, line: index + 1 };
    policy = next;
  }
  const { quorum } = policy;
  return quorum === undefined ? { fault: 'the line quorum is missing', line: lines.length } : { ...policy, quorum };
}

function parseLine(policy: PolicyLines, line: string): PolicyLines | string {
  if (forbidden.test(line) || !line.isWellFormed()) return 'holds a control character (lines end with newline alone)';
  const items = line.split(/[ \t]+/).filter((item) => item !== '');
  if (items.length === 0 || items[0]?.startsWith('#')) return policy;
  const read = parsePolicyLine(items, policy);
  return typeof read === 'string' ? read : withLine(policy, read);
}

function withLine(policy: PolicyLines, line: PolicyLine): PolicyLines {
  if ('log' in line) return { ...policy, logs: [...policy.logs, line.log] };
  if ('witness' in line) return { ...policy, witnesses: [...policy.witnesses, line.witness] };
  return 'group' in line ? { ...policy, groups: [...policy.groups, line.group] } : { ...policy, quorum: line.quorum };
}

/** The policy as a text, in one way of writing it. */
export function formatPolicy({ logs, witnesses, groups, quorum }: Policy): string {
  const lines = [
    ...logs.map(({ key, url }) => ['log', key.text, url]),
    ...witnesses.map(({ name, key, url }) => ['witness', name, key.text, url]),
    ...groups.map((group) => ['group', group.name, showThreshold(group), ...group.members]),
    ['quorum', quorum],
  ];
  return lines.map((items) => `${items.filter((item) => item !== undefined).join(' ')}\n`).join('');
}

function showThreshold({ threshold, members }: PolicyGroup): string {
  return threshold === members.length ? 'all' : threshold === 1 ? 'any' : String(threshold);
}

/** True where these witnesses (by their names in the policy) are enough. Other names count for nothing. */
export function isQuorum(policy: Policy, cosigned: ReadonlySet<string>): boolean {
  if (policy.quorum === 'none') return true;
  const met = new Set(policy.witnesses.map(({ name }) => name).filter((name) => cosigned.has(name)));
  for (const { name, threshold, members } of policy.groups) {
    if (members.filter((member) => met.has(member)).length >= threshold) met.add(name);
  }
  return met.has(policy.quorum);
}
