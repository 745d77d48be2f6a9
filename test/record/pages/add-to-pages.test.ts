import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Entry } from '../../../src/model/entry.js';
import type { Pages } from '../../../src/model/contents.js';
import { recordContents } from '../../../src/record/record-contents.js';
import { anyLog } from '../any-log.js';
import { entryOf, firstFingerprint, idOf, intentOf, logged, manyEntries, openOf, origin } from '../entries.js';
import { foldPages, pagesOf, pageTexts } from './pages-of.js';

/** The pages that the last of these entries names. */
function namedBy(entries: readonly Entry[]): readonly string[] {
  const all = logged(entries);
  const last = all.pop()!;
  return recordContents.addToPages(foldPages(all), last);
}

/** As another run finds them. */
function keptOver(pages: Pages): Pages {
  return JSON.parse(JSON.stringify(pages)) as Pages;
}

/** The same object with all its keys in the opposite order. */
function turned(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(turned);
  if (typeof value !== 'object' || value === null) return value;
  const turnedAround = Object.entries(value).reverse();
  return Object.fromEntries(turnedAround.map(([key, each]) => [key, turned(each)]));
}

describe('pages made piece by piece', () => {
  test('are those made of all entries at once, wherever the pieces begin', () => {
    fc.assert(
      fc.property(anyLog, fc.nat(60), fc.nat(60), (entries, drafts, cut) => {
        const all = logged(entries, drafts % 7);
        const first = keptOver(foldPages(all.slice(0, cut)));
        expect(pageTexts(foldPages(all.slice(cut), first))).toEqual(pageTexts(foldPages(all)));
      }),
      { numRuns: 100 },
    );
  });

  test('say the same whatever order the keys of what is kept are in', () => {
    fc.assert(
      fc.property(anyLog, fc.nat(60), (entries, cut) => {
        const all = logged(entries);
        const first = turned(foldPages(all.slice(0, cut))) as Pages;
        expect(pageTexts(foldPages(all.slice(cut), first))).toEqual(pageTexts(foldPages(all)));
      }),
    );
  });

  test('an entry changes no page that it does not name', () => {
    fc.assert(
      fc.property(anyLog, (entries) => {
        const pages = recordContents.newPages(origin);
        let before = pageTexts(pages);
        for (const entry of logged(entries)) {
          const named = recordContents.addToPages(pages, entry);
          const after = pageTexts(pages);
          for (const [path, text] of after)
            if (!named.includes(path)) expect([path, text]).toEqual([path, before.get(path)]);
          for (const path of before.keys()) expect(after.has(path)).toBe(true);
          before = after;
        }
      }),
      { numRuns: 30 },
    );
  });

  test('an erasing that a second person agrees to names the pages that pointed at the text', () => {
    const text = 'D'.repeat(43);
    const intent = intentOf('wiki', { detail: text });
    const erase = entryOf('erase', { of: idOf(intent), commitments: [text], detail: 'E'.repeat(43) });
    const approve = entryOf('approve', { of: idOf(erase), actor: 'op-bo' });
    expect(namedBy([openOf(), intent, erase, approve])).toContain('services/wiki.md');
    expect(namedBy([openOf(), intent, erase])).not.toContain('services/wiki.md');
  });

  test('a policy that counts names every page: each says whom one has to trust', () => {
    const policy = entryOf('policy', { policy: 'quorum none\n', roots: [firstFingerprint], threshold: 1 });
    const entries = [openOf(), intentOf('wiki'), policy];
    expect(namedBy(entries)).toEqual([...pagesOf(entries).keys()]);
  });

  test('an announcement names its own pages and those of all', () => {
    const entries = [openOf(), intentOf('mail'), intentOf('wiki'), intentOf('wiki')];
    expect([...namedBy(entries)].sort()).toEqual(['feed.atom', 'region.md', 'services/wiki.md']);
  });

  test("a steward's yes names the pages of their deputies too, which tell since when", () => {
    const assign = entryOf('steward.assign', { app: 'wiki', node: 'one', steward: 'op-7f3k', deputies: ['op-cy'] });
    const accept = entryOf('steward.accept', { app: 'wiki', node: 'one' });
    expect(namedBy([openOf(), assign, accept])).toEqual(
      expect.arrayContaining(['stewards/op-7f3k.md', 'stewards/op-cy.md', 'services/wiki.md']),
    );
  });

  test('paths come sorted, whatever came first', () => {
    const paths = [...pagesOf([openOf(), intentOf('wiki'), intentOf('mail')]).keys()];
    expect(paths).toEqual([...paths].sort());
  });

  test('need no more for many entries than for some', () => {
    const some = JSON.stringify(foldPages(logged(manyEntries(2500, 2)))).length;
    const many = JSON.stringify(foldPages(logged(manyEntries(5000, 2)))).length;
    expect(many).toBeLessThan(some * 1.01);
  });

  test('there are none before the first entry', () => {
    expect(pageTexts(recordContents.newPages(origin)).size).toBe(0);
    expect(recordContents.page(recordContents.newPages(origin), 'README.md')).toBeUndefined();
  });

  test('there is none by a path that is no page', () => {
    const pages = foldPages(logged(manyEntries(2)));
    for (const path of [
      '',
      'x.md',
      'services/none.md',
      'services/constructor.md',
      'stewards/op-none.md',
      'toString',
      '../README.md',
    ])
      expect(recordContents.page(pages, path)).toBeUndefined();
  });

  test('every page ends with a newline and ends what it says with what the record is worth', () => {
    for (const [path, text] of pagesOf(manyEntries(4))) {
      expect(text).toMatch(/[^\n]\n$/);
      if (path.endsWith('.md')) expect(text).toContain('Recorded if done through tend.');
    }
  });
});
