import { describe, expect, test } from '@jest/globals';
import { readSecretInput } from '../../src/cli/read-secret-input.js';
import type { Tools } from '../../src/tools/tools.js';

async function read(piped: string | undefined, interactive = true): Promise<string> {
  const terminal = { interactive, readPiped: async () => piped, askHidden: async () => 'typed' };
  return (await readSecretInput({ terminal } as unknown as Tools, { prompt: 'wiki' })).reveal();
}

describe('a secret that a person gives', () => {
  test('is what is piped in, without the newline at its end', async () => {
    expect(await read('one\ntwo\r\n')).toBe('one\ntwo');
    expect(await read('one\n\n')).toBe('one\n');
  });

  test('is typed where nothing is piped in', async () => {
    expect(await read(undefined)).toBe('typed');
  });

  test('is asked of nobody where nobody sits: the file and the pipe are named', async () => {
    await expect(read(undefined, false)).rejects.toMatchObject({
      code: 'APPROVAL_MISSING',
      tryThis: expect.arrayContaining([expect.stringContaining('--file FILE')]),
    });
  });

  test('is never empty', async () => {
    await expect(read('\n')).rejects.toMatchObject({ code: 'USAGE' });
  });
});
