import { spawnSync } from 'node:child_process';
import { describe, expect, test } from '@jest/globals';
import type { Entry } from '../../../src/model/entry.js';
import { makeFeed } from '../../../src/record/pages/make-feed.js';
import { newRegionPages } from '../../../src/record/pages/region-pages.js';
import { entryOf, idOf, intentOf, keyOf, manyEntries, openOf, origin, outcomeOf } from '../entries.js';
import { anId } from '../../support/an-id.js';
import { pagesOf } from './pages-of.js';

const hasPython = spawnSync('python3', ['--version']).status === 0;
const intent = intentOf('wiki', { detail: 'D'.repeat(43) });
const outcome = outcomeOf(intent);

function feedOf(entries: readonly Entry[]): string {
  return pagesOf(entries).get('feed.atom') ?? '';
}

function valuesOf(feed: string, element: string): string[] {
  return [...feed.matchAll(new RegExp(`<${element}[^>]*>([^<]*)</${element}>`, 'g'))].map(([, text]) => text ?? '');
}

describe('the feed', () => {
  test('tells the newest change first, who did it, whether it worked, and why is where', () => {
    const feed = feedOf([openOf(), intent, outcome]);
    expect(valuesOf(feed, 'title')).toEqual([
      'Changelog of merri-bek.example',
      'wiki: upgrade 1.2.0+2024-02-06a → 1.3.0+2024-10-01 on brunswick: done in 14 s',
      expect.stringContaining('opened by op-7f3k'),
    ]);
    expect(valuesOf(feed, 'name')).toEqual(['op-7f3k', 'op-7f3k']);
    expect(valuesOf(feed, 'content')[0]).toContain('Why: details/DDDDDDDDDDDD….');
    expect(feed).toContain('<link rel="alternate" type="text/markdown" href="services/wiki.md"/>');
  });

  test('has ids that stay: tag URIs of the region, the day and the entry', () => {
    expect(valuesOf(feedOf([openOf(), intent, outcome]), 'id')).toEqual([
      'tag:merri-bek.example,2026-11-22:changelog',
      `tag:merri-bek.example,2026-11-22:changelog/${idOf(outcome)}`,
      `tag:merri-bek.example,2026-11-22:changelog/${idOf(openOf())}`,
    ]);
  });

  test('no two entries have the same id, not even where one is about several services', () => {
    const both = intentOf('wiki', { steps: [intent.steps[0]!, { ...intent.steps[0]!, app: 'pad' }] });
    const glass = entryOf('breakglass', { intent: idOf(both), detail: 'R'.repeat(43) });
    const feed = feedOf([openOf(), intentOf('wiki'), both, glass]);
    expect(valuesOf(feed, 'title')[1]).toBe(
      `BREAK-GLASS: what ${idOf(both).slice(0, 6)} announced goes ahead without witnesses`,
    );
    const ids = valuesOf(feed, 'id');
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toHaveLength(3);
  });

  test('is as new as the newest entry', () => {
    const later = intentOf('pad', { time: '2026-12-24T18:00:00Z' });
    expect(valuesOf(feedOf([openOf(), intent, outcome, later]), 'updated')[0]).toBe('2026-12-24T18:00:00Z');
  });

  test('has times that there are, also of a record that holds others', () => {
    const old = entryOf('steward.assign', {
      app: 'pad',
      node: 'brunswick',
      steward: null,
      deputies: [],
      time: '2026-02-30T24:00:00Z',
    });
    const feed = feedOf([openOf(), old]);
    expect(valuesOf(feed, 'updated')).toEqual(['2026-02-28T23:00:00Z', '2026-02-28T23:00:00Z', openOf().time]);
    expect(valuesOf(feed, 'id')[1]).toBe(`tag:merri-bek.example,2026-02-28:changelog/${idOf(old)}`);
  });

  test('has the newest 50 changes', () => {
    expect(valuesOf(feedOf(manyEntries(301)), 'content')).toHaveLength(50);
  });

  test('escapes whatever an entry could bring', () => {
    const pages = newRegionPages(origin);
    const what = `<script>"a" & 'b'</script>]]>`;
    pages.newest.push({
      at: '2026-11-22T13:57:02Z',
      by: 'op-7f3k',
      what,
      ids: 'abc',
      id: anId('i'.repeat(43)),
      app: '"&x',
    });
    const feed = makeFeed(pages);
    expect(feed).not.toMatch(/<script|&(?!#\d+;)|'|]]>/);
    expect(feed).toContain('&#60;script&#62;&#34;a&#34; &#38; &#39;b&#39;&#60;/script&#62;');
  });

  (hasPython ? test : test.skip)(
    'is well-formed XML in the namespace of Atom (skipped where python3 is absent)',
    () => {
      const program = `
import sys, xml.etree.ElementTree as tree
atom = '{http://www.w3.org/2005/Atom}'
feed = tree.fromstring(sys.stdin.buffer.read())
assert feed.tag == atom + 'feed'
for each in [feed, *feed.findall(atom + 'entry')]:
    for name in ['id', 'title', 'updated']:
        assert len(each.findall(atom + name)) == 1 and each.find(atom + name).text, name
print(len(feed.findall(atom + 'entry')))`;
      const input = feedOf([openOf(), keyOf(), intent, outcome]);
      const { stdout, stderr } = spawnSync('python3', ['-c', program], { input, encoding: 'utf8' });
      expect([stdout, stderr]).toEqual(['3\n', '']);
    },
  );
});
