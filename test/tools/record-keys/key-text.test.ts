import { expect, test } from '@jest/globals';
import { parseKeyText } from '../../../src/tools/record-keys/key-text.js';

test('a text of millions of characters is refused as no key, whatever it begins with', () => {
  const endless = `-----BEGIN OPENSSH PRIVATE KEY-----\n${'YeYa6'.repeat(8_000_000)}`;
  expect(parseKeyText(endless)).toMatchObject({ kind: 'unusable' });
});
