import { expect, test } from '@jest/globals';
import { nodeAddCommand } from '../../src/cli/node-add-command.js';

test('says the address of a node again that is not in region.yml yet', () => {
  const flags = { host: '[2001:db8::1]', user: 'deploy', port: 2222, pin: false, replace: false };
  expect(nodeAddCommand('two', flags)).toBe("tend node add two --host '[2001:db8::1]' --user deploy --port 2222");
});

test('says no more of one that is', () => {
  expect(nodeAddCommand('two', { pin: true, replace: true })).toBe('tend node add two --replace');
});
