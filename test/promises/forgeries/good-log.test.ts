import { afterAll, afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import type { Verification } from '../../../src/changelog/verify/verification.js';
import { makeForge, removeTemplate, type Forge } from './forge.js';

// Each test runs dozens of gits.
jest.setTimeout(120_000);

let forge: Forge;
beforeEach(async () => void (forge = await makeForge()));
afterEach(() => forge.remove());
afterAll(removeTemplate);

describe('a good log', () => {
  test('has nothing wrong, whoever looks', async () => {
    const found = await forge.look();
    for (const { problems, size, signed, seenBy, level } of Object.values(found) as Verification[]) {
      expect(problems).toEqual([]);
      expect({ size, signed, level }).toEqual({ size: 13, signed: 13, level: 'witnessed' });
      expect(seenBy.map(({ witness }) => witness)).toEqual(['north', 'south']);
    }
    expect([found.quick.depth, found.deep.depth, found.alone.established]).toEqual(['quick', 'deep', 'fingerprint']);
  });
});
