import { expect, test } from '@jest/globals';
import { armorSshsig, unarmorSshsig } from '../../../src/tlog/sshsig/armor.js';

test.each([[1], [69], [70], [71], [140], [300]])(
  'breaks %i characters into lines of 70 and joins them again',
  (length) => {
    const sig = 'A'.repeat(length);
    const armored = armorSshsig(sig);
    expect(
      Math.max(
        ...armored
          .split('\n')
          .slice(1, -2)
          .map((line) => line.length),
      ),
    ).toBe(Math.min(length, 70));
    expect(unarmorSshsig(armored)).toBe(sig);
  },
);

test.each([
  ['nothing', ''],
  ['no end', armorSshsig('AAAA').split('\n').slice(0, 2).join('\n')],
  ['another kind', 'hello'],
])('takes no signature out of %s', (_, text) => {
  expect(unarmorSshsig(text)).toBeUndefined();
});
