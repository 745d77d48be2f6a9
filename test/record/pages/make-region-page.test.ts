import { describe, expect, test } from '@jest/globals';
import type { Entry } from '../../../src/model/entry.js';
import {
  entryOf,
  firstFingerprint,
  idOf,
  intentOf,
  keyOf,
  openOf,
  otherFingerprint,
  outcomeOf,
  seen,
  stewardOf,
} from '../entries.js';
import { pagesOf } from './pages-of.js';

const intent = intentOf('wiki');
const begun = intentOf('pad', { time: '2026-11-24T09:30:00Z' });
const entries: Entry[] = [openOf(), stewardOf('wiki', 'op-bo', ['op-cy']), intent, outcomeOf(intent), begun];

function regionOf(...more: readonly Entry[]): string {
  return pagesOf([...entries, ...more]).get('region.md') ?? '';
}

function partOf(page: string, title: string): string {
  return new RegExp(`## ${title}\\n\\n([^#]*)\\n\\n## `).exec(page)?.[1] ?? 'MISSING';
}

describe('the page of a region', () => {
  test('has every service with its steward and what was seen of it', () => {
    expect(partOf(regionOf(), 'Services').split('\n').slice(2)).toEqual([
      '| [pad](services/pad.md) | brunswick | none named in this log |  |  |',
      '| [wiki](services/wiki.md) | brunswick | [op-bo](stewards/op-bo.md) since 2026-11-22, deputies [op-cy](stewards/op-cy.md) | dokuwiki 1.3.0+2024-10-01 | 2026-11-22 13:57 |',
    ]);
  });

  test('lists what nobody answers for, but not what is gone', () => {
    expect(partOf(regionOf(), 'Vacant')).toBe('- [pad](services/pad.md) on brunswick');
    const gone = outcomeOf(begun, { observed: { swarm: 'k2v', services: [] } });
    expect(partOf(regionOf(gone), 'Vacant')).toBe('None.');
  });

  test('lists what was announced and not told, and proposals with how many agree', () => {
    const policy = entryOf('policy', { policy: 'quorum none\n', roots: [firstFingerprint], threshold: 1 });
    const two = { ...policy, roots: [firstFingerprint, otherFingerprint], threshold: 2 };
    const open = partOf(regionOf(keyOf(), two, policy), 'Open matters').split('\n');
    expect(open).toEqual([
      expect.stringMatching(/^- \[pad\]\(services\/pad.md\): 2026-11-24 09:30 upgrade .* was announced by op-7f3k/),
      `- 2026-11-22 13:57 op-7f3k proposes a trust policy; from then on 1 of 1 root keys decide (${idOf(policy).slice(0, 6)}): 1 of 2 people agree`,
    ]);
  });

  test('names the services of a break-glass in their order', () => {
    const both = intentOf('wiki', { steps: [...begun.steps, ...intent.steps].reverse() });
    const glass = entryOf('breakglass', { intent: idOf(both), detail: 'R'.repeat(43) });
    expect(pagesOf([openOf(), intent, both, glass]).get('region.md')).toContain('op-7f3k: pad, wiki, as announced in');
  });

  test('tells the newest changes first', () => {
    const lines = partOf(regionOf(), 'Newest changes').split('\n');
    expect(lines[0]).toMatch(
      /^- 2026-11-22 13:57 \[wiki\]\(services\/wiki\.md\): upgrade .* on brunswick: done in 14 s, by/,
    );
    expect(lines.at(-1)).toMatch(
      /^- 2026-11-22 13:57 merri-bek\.example\/changelog opened by op-7f3k with the key \S+ \(.{6}\)$/,
    );
  });

  test('says who may write, from when to when, and which are root keys', () => {
    const out = entryOf('key.revoke', { key: otherFingerprint, reason: 'stolen', time: '2026-12-01T00:00:00Z' });
    const lines = partOf(regionOf(keyOf({ apps: ['wiki'] }), out), 'Who may write here').split('\n');
    expect(lines.slice(2)).toEqual([
      `| op-7f3k | \`${firstFingerprint}\` | may record and let keys in and out, root key | since 2026-11-22 |`,
      `| op-9c | \`${otherFingerprint}\` | may record, only about wiki | 2026-11-22 to 2026-12-01 (stolen) |`,
      '',
      '1 of 1 root keys decide who witnesses and which the root keys are.',
    ]);
  });

  test('says it above all where the log was seen with another history', () => {
    const fork = entryOf('fork', { heads: [{ ...seen }] });
    expect(regionOf(fork)).toMatch(/^# merri-bek\.example\n\n> \*\*FORK\.\*\*/);
    expect(pagesOf([...entries, fork]).get('README.md')).toContain('> **FORK.**');
  });
});
