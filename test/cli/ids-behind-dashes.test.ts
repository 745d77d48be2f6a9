import { expect, test } from '@jest/globals';
import { idsBehindDashes } from '../../src/cli/ids-behind-dashes.js';

const flags = {
  region: { type: 'option', char: 'C' },
  json: { type: 'boolean' },
  out: { type: 'option' },
} as const;

test.each([
  ['-x8fKq2', '-- -x8fKq2'],
  ['-x8fKq2 --json', '--json -- -x8fKq2'],
  ['--out -x8fKq2 --x8fKq2', '--out -x8fKq2 -- --x8fKq2'],
  ['-C /srv/r -_8fKq2', '-C /srv/r -- -_8fKq2'],
  ['x8fKq2 --json', 'x8fKq2 --json'],
  ['--jsno x8fKq2', '--jsno x8fKq2'],
  ['-C/srv x8fKq2', '-C/srv x8fKq2'],
  ['-Csrv x8fKq2', '-Csrv x8fKq2'],
  ['-- -x8fKq2', '-- -x8fKq2'],
])('%s is understood as %s by a command that wants an id', (said, meant) => {
  expect(idsBehindDashes(said.split(' '), { args: { id: {} }, flags })).toEqual(meant.split(' '));
});

test('other commands are left alone', () => {
  expect(idsBehindDashes(['-x8fKq2'], { args: { app: {} }, flags })).toEqual(['-x8fKq2']);
});
