import { describe, expect, test } from '@jest/globals';
import { makePaint } from '../../src/show/paint.js';
import { showPlan } from '../../src/show/show-plan.js';
import { held, planOf, whole } from './plans.js';

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
