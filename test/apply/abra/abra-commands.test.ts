import { describe, expect, test } from '@jest/globals';
import { insertCommand, rolloutCommand, undeployCommand } from '../../../src/apply/abra/abra-commands.js';
import type { StepKind } from '../../../src/model/step-kinds.js';
import { commitA } from '../../support/builders.js';

const hand = { domain: 'wiki.example.org', chaos: false, versions: ['1.0.0+1', '2.0.0+2'] };

function wordsOf(kind: StepKind, over: { from?: string; chaos?: boolean } = {}): string {
  const { from = '1.0.0+1', chaos = false } = over;
  const recipe = { name: 'dokuwiki', from, to: '2.0.0+2', commit: commitA };
  return rolloutCommand({ kind, recipe }, { ...hand, chaos }).join(' ');
}

describe('words for abra', () => {
  test.each([
    ['deploy', 'app deploy wiki.example.org 2.0.0+2'],
    ['upgrade', 'app upgrade wiki.example.org 2.0.0+2'],
    ['downgrade', 'app rollback wiki.example.org 2.0.0+2'],
    ['change', 'app deploy wiki.example.org 2.0.0+2 --force'],
    ['adopt', 'app deploy wiki.example.org 2.0.0+2 --force'],
  ] as const)('of a step %s name the version, ask nobody and nothing', (kind, words) => {
    expect(wordsOf(kind)).toBe(`${words} --no-domain-checks --no-input --offline`);
  });

  test('deploy over a version that the recipe does not know: abra could not tell whether it is an upgrade', () => {
    expect(wordsOf('upgrade', { from: 'unknown' })).toMatch(/^app deploy wiki\.example\.org 2\.0\.0\+2 --force /);
  });

  test('take the tree as it stands only where a commit is wanted', () => {
    expect(wordsOf('upgrade', { chaos: true })).toMatch(/^app deploy wiki\.example\.org --chaos --force /);
    expect(wordsOf('upgrade')).not.toContain('--chaos');
  });

  test('wait for convergence: without it, commands of the recipe would be passed over', () => {
    for (const kind of ['deploy', 'upgrade', 'downgrade', 'change'] as const)
      expect(wordsOf(kind)).not.toContain('--no-converge-checks');
  });

  test('have long flags only, which mean the same everywhere', () => {
    const make = { key: 'db_password', name: 'wiki_example_org_db_password_v2', make: { kind: 'ask' } } as const;
    const all = [
      ...wordsOf('deploy').split(' '),
      ...undeployCommand('wiki.example.org'),
      ...insertCommand({ stack: 'wiki_example_org' }, make, 'wiki.example.org'),
    ];
    expect(all.filter((word) => /^-[^-]/.test(word))).toEqual([]);
  });

  test('of a secret hold its name and version, and a pipe in the place of its value', () => {
    const secret = { key: 'db_password', name: 'wiki_example_org_db_password_v2', make: { kind: 'ask' } } as const;
    expect(insertCommand({ stack: 'wiki_example_org' }, secret, 'wiki.example.org').join(' ')).toBe(
      'app secret insert wiki.example.org db_password v2 /dev/stdin --file --no-input --offline',
    );
  });
});
