import { describe, expect, test } from '@jest/globals';
import { makePaint } from '../../src/show/paint.js';
import { showPlan } from '../../src/show/show-plan.js';
import { makeStep } from '../support/builders.js';
import { held, planOf, upgrade, whole } from './plans.js';

const plain = makePaint(false);

describe('the plan', () => {
  test('shows every kind of step, what is held, what is silent, and the counts', () =>
    expect(showPlan(whole, plain)).toMatchSnapshot());
  test('says in one line that nothing is to be done', () => expect(showPlan(planOf([]), plain)).toMatchSnapshot());
  test('does not say that nothing is wanted where a node is silent', () => {
    const [node] = whole.nodes;
    const nodes = node ? [{ ...node, asWanted: [] }] : [];
    const said = (unreachable: typeof whole.unreachable) => showPlan(planOf([], { nodes, unreachable }), plain);
    expect(said(whole.unreachable)).toContain('Nothing to do where nodes answered · 1 node not reached');
    expect(said([])).toContain('no app is wanted here yet');
  });
  test('does not call as wanted what does not run, and says where to look', () => {
    const nodes = [
      { name: 'one', asWanted: ['pad'], notUp: [{ app: 'wiki', says: 'app: keeps failing (exit 3, 4 times)' }] },
    ];
    const said = showPlan(planOf([], { nodes }), plain);
    expect(said).toContain('  ! wiki does not run as it should: app: keeps failing (exit 3, 4 times)');
    expect(said).toContain('    try: tend app ps wiki');
    expect(said).toContain('Nothing to change, but 1 app does not run as it should');
    expect(said).not.toContain('No changes');
  });

  test('tells the release notes whole, in lines of their own, and not again where they stand above', () => {
    const major = {
      reason: 'major',
      says: 'a major upgrade',
      release: [{ label: 'go', command: 'tend apply' }],
    } as const;
    const plan = planOf([upgrade, makeStep({ ...upgrade, app: 'pad', held: [major] })]);
    const lines = showPlan(plan, plain)
      .split('\n')
      .map((line) => line.trim());
    expect(lines.filter((line) => line.includes('Run the search index once after the upgrade.'))).toHaveLength(2);
    expect(lines.filter((line) => line === 'Then look."')).toHaveLength(2);
    expect(showPlan(plan, plain, { apply: true, notesShown: true })).not.toContain('search index');
  });

  test('cuts notes that are very long, and says where all of them are', () => {
    const notes = [{ version: '1.3.0+2', text: Array.from({ length: 90 }, (_, at) => `line ${at}`).join('\n') }];
    const text = showPlan(planOf([{ ...upgrade, notes }]), plain);
    expect(text).toContain('line 19"\n                … (70 more lines: tend recipe show dokuwiki 1.3.0+2)\n');
  });

  test('says that everything waits for a word', () => expect(showPlan(planOf([held]), plain)).toMatchSnapshot());

  test('reads the same without colours', () => {
    expect(
      showPlan(whole, makePaint(true))
        .replaceAll(/\u001b\[\d+m/g, '')
        .replaceAll(/ +/g, ' '),
    ).toBe(showPlan(whole, plain).replaceAll(/ +/g, ' '));
  });

  test('fits into 120 columns', () => {
    for (const line of showPlan(whole, plain).split('\n')) expect(line.length).toBeLessThanOrEqual(120);
  });
});
