import { expect, test } from '@jest/globals';
import { levelOf } from '../../src/changelog/level-of.js';

test('is witnessed once somebody has seen it, wherever it is kept', () => {
  expect(levelOf('/srv/record.git', [{ witness: 'garden' }])).toBe('witnessed');
});

test('is local in a folder of this machine, however that is written', () => {
  const remotes = ['/srv/record.git', 'file:///srv/record.git', './record.git', '../record.git'];
  expect(remotes.map((remote) => levelOf(remote, []))).toEqual(['local', 'local', 'local', 'local']);
});

test('is public at an address of another machine', () => {
  const remotes = ['https://git.example.org/record.git', 'git@git.example.org:record.git'];
  expect(remotes.map((remote) => levelOf(remote, []))).toEqual(['public', 'public']);
});
