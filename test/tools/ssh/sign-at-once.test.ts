import { expect, test } from '@jest/globals';
import type { Client, ParsedKey } from 'ssh2';
import { signAtOnce } from '../../../src/tools/ssh/sign-at-once.js';
import { onlyWith } from '../../support/only-with.js';

type Asked = [user: string, key: ParsedKey, algorithm: string, sign?: (data: Buffer, done: () => void) => void];

const signature = Buffer.from('signed');

/** What the server is asked about a key: `signed` where the signature comes along, `asked` where it does not. */
function waysOf(key: Partial<ParsedKey>): string[] {
  const ways: string[] = [];
  const _protocol = {
    authPK: (...[, , , sign]: Asked) => {
      if (!sign) return void ways.push('asked');
      sign(Buffer.from('session'), () => ways.push('signed'));
    },
  };
  signAtOnce({ _protocol } as unknown as Client);
  _protocol.authPK('ada', onlyWith<ParsedKey>('key', key), 'ssh-ed25519');
  return ways;
}

test('a key that lies open signs at once, the public half of one is asked about', () => {
  expect(waysOf({ isPrivateKey: () => true, sign: () => signature })).toEqual(['signed']);
  expect(waysOf({ isPrivateKey: () => false })).toEqual(['asked']);
});

test('a key that does not sign is asked about as ever, so that the next one gets its turn', () => {
  const sign = () => new Error('error:1E08010C: unsupported') as never;
  expect(waysOf({ isPrivateKey: () => true, sign })).toEqual(['asked']);
});
