import { describe, expect, test } from '@jest/globals';
import type { Entry } from '../../../src/model/entry.js';
import { entryOf, idOf, intentOf, keepOf, manyEntries, openOf, outcomeOf, stewardOf } from '../entries.js';
import { pagesOf } from './pages-of.js';

const why = 'D'.repeat(43);
const intent = intentOf('wiki', { detail: why });
const failed = intentOf('wiki', { time: '2026-11-23T08:00:00Z' });
const begun = intentOf('wiki', { time: '2026-11-24T09:30:00Z', deadline: '2026-11-25T09:30:00Z' });
const glass = entryOf('breakglass', {
  intent: idOf(begun),
  detail: 'R'.repeat(43),
  time: '2026-11-24T09:30:05Z',
});
const entries: Entry[] = [
  openOf(),
  stewardOf('wiki', 'op-bo', ['op-cy']),
  intent,
  outcomeOf(intent),
  failed,
  outcomeOf(failed, { result: 'rolled-back', time: '2026-11-23T08:01:00Z' }),
  begun,
  keepOf('mail'),
  stewardOf('mail', null),
];

function pageOf(app: string, more: readonly Entry[] = []): string {
  return pagesOf([...entries, ...more]).get(`services/${app}.md`) ?? '';
}

describe('the page of a service', () => {
  test('says who answers for it, what runs, what is open', () => {
    const page = pageOf('wiki');
    expect(page).toContain(
      'Steward (Kümmerer) on brunswick: [op-bo](../stewards/op-bo.md) since 2026-11-22, deputies [op-cy](../stewards/op-cy.md)',
    );
    expect(page).toContain('On brunswick: dokuwiki 1.3.0+2024-10-01 runs (1 of 1 tasks), as seen 2026-11-23 08:01');
    expect(page).toContain(
      `## Open matters\n\n- 2026-11-24 09:30 upgrade 1.2.0+2024-02-06a → 1.3.0+2024-10-01 on brunswick was announced by op-7f3k, due by 2026-11-25 09:30; what came of it is not recorded (${idOf(begun).slice(0, 6)})`,
    );
  });

  test('tells who changed what and when, why is where, and whether it worked, the newest first', () => {
    const page = pageOf('wiki');
    const history = page.slice(page.indexOf('## History'), page.indexOf('## How'));
    const ids = [intent, outcomeOf(intent)].map((entry) => idOf(entry).slice(0, 6)).join(', ');
    expect(history.match(/^(###|-) .*$/gm)).toEqual([
      '### 2026-11-23',
      expect.stringMatching(/^- 08:01 upgrade \S+ → \S+ on brunswick: \*\*rolled back\*\*, by op-7f3k \(.{6}, .{6}\)$/),
      '### 2026-11-22',
      `- 13:57 upgrade 1.2.0+2024-02-06a → 1.3.0+2024-10-01 on brunswick: done in 14 s, by op-7f3k (${ids}), why: \`details/DDDDDDDDDDDD…\``,
      expect.stringContaining('- 13:57 steward on brunswick is now op-bo, deputies op-cy, by op-7f3k'),
    ]);
  });

  test('says so where nobody answers for a service', () => {
    const mail = pageOf('mail');
    expect(mail).toContain('**vacant: nobody answers for it**');
    expect(mail).toContain('- Nobody answers for it on brunswick.');
    expect(mail).toContain('a change made outside tend on brunswick was kept (app), by op-7f3k');
  });

  test('says when its steward said yes; the word of another person is not theirs', () => {
    const yes = (actor: string) => entryOf('steward.accept', { app: 'wiki', node: 'brunswick', actor });
    expect(pageOf('wiki', [yes('op-bo')])).toContain('since 2026-11-22, who said yes on 2026-11-22');
    expect(pageOf('wiki', [yes('op-cy')])).not.toContain('who said yes');
  });

  test('shows a break-glass above all until a second person confirms it, and then still in its history', () => {
    const loud = /^# wiki\n\n> \*\*BREAK-GLASS, NOT CONFIRMED/;
    expect(pageOf('wiki')).not.toMatch(loud);
    expect(pageOf('wiki', [glass])).toMatch(loud);
    expect(pageOf('mail', [glass])).not.toContain('BREAK-GLASS');
    const same = entryOf('confirm', { of: idOf(glass), actor: 'op-7f3k' });
    expect(pageOf('wiki', [glass, same])).toMatch(loud);
    const confirmed = pageOf('wiki', [glass, { ...same, actor: 'op-bo' }]);
    expect(confirmed).not.toMatch(loud);
    expect(confirmed).toContain('**BREAK-GLASS: what');
    expect(confirmed).toContain('op-bo has looked at the break-glass');
  });

  test('a break-glass stays loud when the outcomes are told', () => {
    const done = outcomeOf(begun, { time: '2026-11-24T09:31:00Z' });
    expect(pageOf('wiki', [glass, done])).toContain('BREAK-GLASS, NOT CONFIRMED');
  });

  test('says who told what came of another person’s step', () => {
    const told = outcomeOf(begun, { actor: 'op-bo', result: 'unknown', observed: null });
    expect(pageOf('wiki', [told])).toContain('**nobody knows what came of it, as op-bo tells**, by op-7f3k');
    expect(pageOf('wiki', [told])).toContain('## Open matters\n\nNone.');
  });

  test('a second outcome of a step, or one of another service’s step, tells nothing', () => {
    const again = outcomeOf(intent, { result: 'failed', time: '2026-11-25T00:00:00Z' });
    const elsewhere = outcomeOf(begun, { app: 'mail' });
    const moved = outcomeOf(begun, { node: 'coburg' });
    expect(pageOf('wiki', [again, elsewhere, moved])).toBe(pageOf('wiki'));
    expect(pageOf('mail', [again, elsewhere, moved])).toBe(pageOf('mail'));
  });

  test('points at no reason that was erased by two', () => {
    const erase = entryOf('erase', { of: idOf(intent), commitments: [why], detail: 'E'.repeat(43) });
    const approve = (actor: string) => entryOf('approve', { of: idOf(erase), actor });
    expect(pageOf('wiki', [erase, approve('op-7f3k')])).toContain('why: `details/DDDD');
    const erased = pageOf('wiki', [erase, approve('op-bo')]);
    expect(erased).not.toContain('DDDD');
    expect(erased).toContain(`why: erased by ${idOf(erase).slice(0, 6)}`);
  });

  test('keeps the newest 500 changes and counts the rest', () => {
    const page = pagesOf(manyEntries(1301, 1)).get('services/app0.md') ?? '';
    expect(page.match(/^- \d\d:\d\d /gm)).toHaveLength(500);
    expect(page).toContain('150 older changes stand in the entries.');
  });
});
