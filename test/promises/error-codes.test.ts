import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { errorCodes } from '../../src/model/error-codes.js';

const root = join(import.meta.dirname, '..');
const fastTests = globSync('**/*.test.ts', { cwd: root, exclude: ['live/**', 'promises/error-codes.test.ts'] });
const texts = fastTests.map((file) => readFileSync(join(root, file), 'utf8'));

test.each(Object.keys(errorCodes))('%s is raised by a test that needs no server and names it', (code) => {
  expect(texts.some((text) => text.includes(`'${code}'`))).toBe(true);
});
