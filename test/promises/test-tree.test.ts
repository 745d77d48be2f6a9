import { existsSync, globSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';

const project = join(import.meta.dirname, '../..');
/** Folders of tests that mirror no folder of src/: README.md beside this folder says what each is for. */
const apart = ['cli', 'fuzz', 'live', 'promises'];

test('a test lies where its source does, or in one of the folders that are named', () => {
  const tests = globSync('**/*.test.ts', { cwd: join(project, 'test') });
  const astray = tests
    .filter((path) => !apart.includes(path.split('/')[0] ?? ''))
    .filter((path) => !existsSync(join(project, 'src', path.replace(/\.test\.ts$/, '.ts'))));
  expect(tests.length).toBeGreaterThan(200);
  expect(astray).toEqual([]);
});
