import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { problemCodes } from '../../src/changelog/problem.js';

test.each(problemCodes)('%s is what some forgery or attack is found by', (code) => {
  expect(forgeries).toContain(`'${code}'`);
});

const forgeries = ['forgeries', 'attacks'].flatMap(textsOf).join('\n');

/** What the tests in a folder say. */
function textsOf(name: string): string[] {
  const folder = join(import.meta.dirname, '../promises', name);
  const files = readdirSync(folder).filter((file) => file.endsWith('.test.ts'));
  return files.map((file) => readFileSync(join(folder, file), 'utf8'));
}
