import { describe, expect, test } from '@jest/globals';
import type { ReadingFiles } from '../../src/tools/files.js';
import { readValue } from '../../src/tools/read-value.js';
import { makeEnvironment } from '../support/make-tools.js';
import { onlyWith } from '../support/only-with.js';

const kept: Readonly<Record<string, string>> = {
  '/home/ada/key': 'one\n',
  '/key': 'two\r\n',
  '/lines': 'a\n\n',
  '/empty': '\n',
};
const sources = {
  environment: makeEnvironment({ variables: { TOKEN: 'four\n', EMPTY: '' } }),
  files: onlyWith<ReadingFiles>('files', { readText: async (path) => kept[path] }),
};

describe('a value', () => {
  test.each([
    ['~/key', 'one'],
    ['/key', 'two'],
    ['/lines', 'a\n'],
    ['/empty', undefined],
    ['/none', undefined],
  ])('behind the file %s is %j', async (path, value) => {
    expect((await readValue(sources, { kind: 'file', path }))?.reveal()).toBe(value);
  });

  test.each([
    ['TOKEN', 'four\n'],
    ['EMPTY', undefined],
    ['NONE', undefined],
  ])('behind the variable %s is %j', async (name, value) => {
    expect((await readValue(sources, { kind: 'env', name }))?.reveal()).toBe(value);
  });
});
