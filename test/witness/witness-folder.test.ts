import { describe, expect, test } from '@jest/globals';
import { chooseWitness, listWitnesses, witnessFolder } from '../../src/witness/witness-folder.js';

const folders = (...names: string[]) => ({
  list: async (path: string) => (path === '/s/witness' ? names.map((name) => ({ name, kind: 'folder' as const })) : []),
});

describe('the name of a witness', () => {
  test.each(['witness.example.org', 'witness.example.org/w1', 'w1', 'a.b-c.example.org/2026/x'])(
    'may be %s',
    async (name) => {
      const folder = witnessFolder('/s', name);
      expect(folder).toMatch(/^\/s\/witness\/[a-z0-9.%F-]+$/);
      expect(await listWitnesses(folders(folder.slice('/s/witness/'.length)), '/s')).toEqual([name]);
    },
  );

  test.each([
    '../../etc',
    'w1/../../x',
    '.',
    '..',
    '/w1',
    'w1/',
    'a//b',
    'a..b',
    '.w',
    'w.',
    '-w',
    'W1',
    'a+b',
    'a b',
    'a%2fb',
    'w.lock',
    'w.lock/x',
    'w\n',
    'w\u0000',
    'ä',
    '',
    'a'.repeat(101),
  ])('may not be %j: it is a folder, a git branch and a key name', (name) => {
    expect(() => witnessFolder('/s', name)).toThrow('cannot be the name of a witness');
  });
});

describe('which witness is meant', () => {
  test('the only one, or the one that is named', async () => {
    expect(await chooseWitness(folders('w1'), '/s', undefined)).toBe('w1');
    expect(await chooseWitness(folders('w1', 'w2'), '/s', 'w2')).toBe('w2');
  });

  test.each([
    [[], undefined, 'no witness on this machine'],
    [['w1'], 'w2', 'no witness w2 here'],
    [['w1', 'w2'], undefined, 'several witnesses'],
  ])('of %j, asked for %j: %s', async (names, name, says) => {
    await expect(chooseWitness(folders(...names), '/s', name)).rejects.toThrow(says);
  });
});
