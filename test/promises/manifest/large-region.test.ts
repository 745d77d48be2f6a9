import { describe, expect, test } from '@jest/globals';
import { makeLargeRegion } from '../../support/make-large-region.js';
import { mistakesOf, readManifest } from '../../manifest/read-manifest.js';

describe('a large region', () => {
  const text = makeLargeRegion(2000);

  test('reads, long chains of needs included', async () => {
    const region = await readManifest(text);
    expect(region.apps).toHaveLength(2000);
    expect(region.apps[1999]).toMatchObject({
      needs: ['app1979'],
      at: { line: text.split('\n').indexOf('  app1999:') + 1 },
    });
  });

  test('tells thousands of mistakes without losing its way', async () => {
    const broken = text.replaceAll('steward: bo', 'stewrd: bo').replaceAll(': { from: env', ': { form: env');
    const mistakes = await mistakesOf(broken);
    expect(mistakes).toHaveLength(3000);
  });

  test('names one circle through a hundred apps once', async () => {
    const circle = text.replace('overlays: [smtp]', 'needs: [app1980]\n    overlays: [smtp]');
    const mistakes = await mistakesOf(circle);
    expect(mistakes).toHaveLength(1);
    expect(mistakes[0]).toContain('app0 → app1980 → app1960 → … → app20 → app0 (100 apps)');
  });
});
