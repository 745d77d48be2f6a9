import { expect, test } from '@jest/globals';
import { readNamedFile } from '../../../src/workflows/region/read-named-file.js';

const files = { readText: async (path: string) => (path === 'policy/trust.policy' ? 'quorum none\n' : undefined) };

test('reads the file that somebody named', async () => {
  expect(await readNamedFile(files, 'policy/trust.policy')).toBe('quorum none\n');
});

test('refuses a file that is not there, and says where to look', async () => {
  await expect(readNamedFile(files, 'policy/trsut.policy')).rejects.toMatchObject({
    code: 'USAGE',
    message: 'there is no file policy/trsut.policy',
    tryThis: ['what there is: ls policy'],
  });
});
