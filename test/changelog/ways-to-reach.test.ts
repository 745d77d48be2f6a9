import { expect, test } from '@jest/globals';
import { waysToReach } from '../../src/changelog/ways-to-reach.js';

test.each([
  ['git@forge.example.org:x.git', 'ssh-keygen -R forge.example.org'],
  ['ssh://git@forge.example.org/x.git', 'ssh-keygen -R forge.example.org'],
  ['ssh://git@forge.example.org:2222/x.git', "ssh-keygen -R '[forge.example.org]:2222'"],
])('%s: forgets the old host key only once the new one was compared: %s', (remote, command) => {
  const way = waysToReach(remote).find((one) => one.includes('ssh-keygen'));
  expect(way).toContain('only if it is the one that ssh shows');
  expect(way?.endsWith(`: ${command}`)).toBe(true);
});

test('says nothing of host keys where ssh is not used', () => {
  expect(waysToReach('https://forge.example.org/x.git')).toHaveLength(1);
});
