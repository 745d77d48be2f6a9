import { describe, expect, test } from '@jest/globals';
import { stackName } from '../../src/manifest/stack-name.js';

describe('stackName', () => {
  test('is the domain with _ for dots, 45 characters at most', () => {
    expect(stackName('wiki.example.org')).toBe('wiki_example_org');
    expect(stackName(`${'a'.repeat(50)}.org`)).toBe('a'.repeat(45));
  });
});
