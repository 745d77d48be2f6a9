import { expect, test } from '@jest/globals';
import { commandFirst } from '../../src/cli/command-first.js';

test.each([
  ['-C /srv/r status', 'status -C /srv/r'],
  ['--region=/srv/r --json app ps wiki', 'app ps wiki --region=/srv/r --json'],
  ['--region /srv/r plan --app wiki -- x', 'plan --app wiki --region /srv/r -- x'],
  ['status -C /srv/r', 'status -C /srv/r'],
  ['--version', '--version'],
  ['-C /srv/r', '-C /srv/r'],
  ['-C', '-C'],
])('%s is understood as %s', (said, meant) => {
  expect(commandFirst(said.split(' '))).toEqual(meant.split(' '));
});
