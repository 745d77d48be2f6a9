import { describe, expect, test } from '@jest/globals';
import type { Identities } from '../../../src/tools/ssh/identities.js';
import { sshFailure, type SshStage } from '../../../src/tools/ssh/ssh-failure.js';
import { sshSentence } from '../../../src/tools/ssh/ssh-sentence.js';
import type { SshTarget } from '../../../src/tools/ssh/ssh-target.js';
import { onlyWith } from '../../support/only-with.js';

const target = onlyWith<SshTarget>('target', {
  alias: 'brunswick.example.org',
  host: '198.18.0.11',
  port: 2222,
  user: 'deploy',
});
const whom = { name: 'brunswick', target, seconds: 10 };

function said(stage: SshStage, cause: object, identities?: Pick<Identities, 'tried' | 'encrypted'>) {
  return sshSentence(
    sshFailure(stage, Object.assign(new Error('broke'), cause), identities && { methods: [], ...identities }),
    whom,
  );
}

describe('an ssh connection that was not made', () => {
  test('a login that is refused names the keys that were tried, and those that need a pass phrase', () => {
    const identities = { tried: ['~/.ssh/id_ed25519'], encrypted: ['~/.ssh/old'] };
    expect(said('login', { level: 'client-authentication' }, identities)).toMatchObject({
      code: 'SSH_AUTH_FAILED',
      message: expect.stringContaining('198.18.0.11 does not let deploy in; keys tried: 1'),
      details: ['~/.ssh/id_ed25519', expect.stringContaining('~/.ssh/old: needs a pass phrase')],
      tryThis: expect.arrayContaining(['ssh-add ~/.ssh/old', expect.stringContaining('ssh-copy-id -p 2222 deploy@')]),
    });
  });

  test('where there is no key at all, one is made before it is given to the server', () => {
    const { message, tryThis } = said('login', { level: 'client-authentication' }, { tried: [], encrypted: [] });
    expect(message).toContain('there was no key to try');
    expect(tryThis.slice(0, 2)).toEqual([
      expect.stringContaining('ssh-keygen -t ed25519'),
      expect.stringContaining('ssh-copy-id'),
    ]);
  });

  test.each([
    ['network', { name: 'TimeoutError' }, 'no answer on port 2222 after 10 s'],
    ['greeting', { name: 'TimeoutError' }, 'no ssh answers after 10 s'],
    ['login', { name: 'TimeoutError' }, 'within 10 s'],
    ['network', { code: 'ECONNREFUSED' }, 'nothing listens on port 2222 of 198.18.0.11'],
    ['network', { code: 'ENOTFOUND' }, '198.18.0.11'],
    ['network', { code: 'EHOSTUNREACH' }, '198.18.0.11'],
    ['greeting', { level: 'protocol' }, '198.18.0.11 ended the connection'],
  ] as const)('at the stage %s, %o is said to be: %s', (stage, cause, words) => {
    const error = said(stage, cause);
    expect(error.code).toBe('NODE_UNREACHABLE');
    expect(error.message).toMatch(/^brunswick: /);
    expect(error.message).toContain(words);
    expect(error.tryThis.length).toBeGreaterThan(0);
  });
});
