import { describe, expect, test } from '@jest/globals';
import type { Entry } from '../../../src/model/entry.js';
import { intentOf, keyOf, openOf, otherFingerprint, outcomeOf, stewardOf } from '../entries.js';
import { pagesOf } from './pages-of.js';

const intent = intentOf('wiki');
const begun = intentOf('pad', { time: '2026-11-24T09:30:00Z' });
const entries: Entry[] = [openOf(), stewardOf('wiki', 'op-bo', ['op-cy']), intent, outcomeOf(intent), begun];

describe('the page of a person', () => {
  const pages = pagesOf([...entries, keyOf({ holder: 'op-cy', expires: '2027-01-01T00:00:00Z' })]);

  test('lists what they answer for and stand in for', () => {
    expect(pages.get('stewards/op-bo.md')).toContain('- [wiki](../services/wiki.md) on brunswick, since 2026-11-22');
    expect(pages.get('stewards/op-cy.md')).toContain('## Deputy for\n\n- [wiki](../services/wiki.md)');
  });

  test('lists their keys', () => {
    expect(pages.get('stewards/op-cy.md')).toContain(
      `## Keys\n\n- \`${otherFingerprint}\` may record, since 2026-11-22, until 2027-01-01`,
    );
    expect(pages.get('stewards/op-bo.md')).toContain('## Keys\n\nNone.');
  });

  test('stays when they lay everything down', () => {
    const left = pagesOf([...entries, stewardOf('wiki', null)]);
    expect(left.get('stewards/op-bo.md')).toContain('## Steward (Kümmerer) of\n\nNone.');
  });
});
