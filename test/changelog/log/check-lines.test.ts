import { describe, expect, test } from '@jest/globals';
import { checkingLines, checkLines } from '../../../src/changelog/log/check-lines.js';
import { leafHash } from '../../../src/tlog/tree/hash.js';
import { makeGoodLog } from '../forgeries/good-log.js';

const { lines } = await makeGoodLog();

describe('the lines of a file', () => {
  test('are hashed, and the wrong ones named by their number', () => {
    const broken = lines.map((line, index) => (index === 7 ? line.replace('"v":1}', '"v":2}') : line));
    const { hashes, faults } = checkLines(Buffer.from(`${broken.join('\n')}\n`));
    expect(Buffer.from(hashes)).toEqual(Buffer.concat(broken.map((line) => leafHash(line))));
    expect([...faults].map(([index, { fault }]) => [index, fault])).toEqual([[7, 'not-an-entry']]);
  });

  test('can be checked on another core, which finds the function by its name', () => {
    expect([checkingLines.run.name, checkingLines.run]).toEqual(['checkLines', checkLines]);
    expect(checkingLines.module).toMatch(/\/check-lines\.[jt]s$/);
  });
});
