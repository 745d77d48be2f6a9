import { describe, expect, test } from '@jest/globals';
import { fingerprint } from '../../../src/tlog/sshsig/public-key.js';
import { makeSecurityKey } from '../../tlog/sshsig/make-key.js';
import { entryOf, firstKey, keyOf, openOf, otherKey } from '../entries.js';
import { pagesOf } from './pages-of.js';

describe('policy/allowed_signers', () => {
  test('has a line for every key that was ever let in, with the time in which it counts', () => {
    const security = makeSecurityKey().key;
    const expires = '2027-01-01T00:00:00Z';
    const entries = [
      openOf(),
      keyOf({ expires }),
      keyOf({ holder: 'op-ci', key: security.text, expires }),
      entryOf('key.revoke', { key: fingerprint(security), reason: 'lost', time: '2026-12-01T12:00:00Z' }),
    ];
    const lines = pagesOf(entries).get('policy/allowed_signers')?.split('\n');
    const after = 'namespaces="tend-changelog-entry-v1",valid-after="20261122135702Z"';
    expect(lines?.filter((line) => line !== '' && !line.startsWith('#'))).toEqual([
      `op-7f3k ${after} ${firstKey.text}`,
      `op-9c ${after},valid-before="20270101000001Z" ${otherKey.text}`,
      `op-ci ${after},valid-before="20261201120001Z" ${security.text}`,
    ]);
  });

  test('has times that there are, also of a record that holds others', () => {
    const entries = [openOf(), keyOf({ expires: '2027-02-30T00:00:00Z', time: '2026-11-31T00:00:00Z' })];
    const lines = pagesOf(entries).get('policy/allowed_signers');
    expect(lines).toContain('valid-after="20261130000000Z",valid-before="20270228000001Z"');
  });

  test('has a key that never expires as far as four digits of a year go', () => {
    const lines = pagesOf([openOf(), keyOf({ expires: '9999-12-31T23:59:59Z' })]).get('policy/allowed_signers');
    expect(lines).toContain('valid-before="99991231235959Z"');
  });
});
