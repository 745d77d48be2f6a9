import { describe, expect, test } from '@jest/globals';
import { replaceBlock } from '../../src/lab/lab-hosts.js';

const block = '# begin tend-lab-1\n198.18.1.11 wiki.example.org\n# end tend-lab-1\n';

describe('the names of a lab in /etc/hosts', () => {
  test('stand in a marked block behind what was there', () => {
    expect(replaceBlock('127.0.0.1 localhost\n', 'tend-lab-1', ['198.18.1.11 wiki.example.org'])).toBe(
      `127.0.0.1 localhost\n${block}`,
    );
  });

  test('go without leaving a byte', () => {
    for (const text of ['', '127.0.0.1 localhost\n', '# mine\n\n127.0.0.1 a\n'])
      expect(replaceBlock(replaceBlock(text, 'tend-lab-1', ['1 a']), 'tend-lab-1', [])).toBe(text);
  });

  test('replace those of the same lab only', () => {
    const other = block.replaceAll('tend-lab-1', 'tend-lab-12');
    expect(replaceBlock(other + block, 'tend-lab-1', [])).toBe(other);
    expect(replaceBlock(block + other, 'tend-lab-12', ['x'])).toBe(
      `${block}# begin tend-lab-12\nx\n# end tend-lab-12\n`,
    );
  });

  test('leave a block alone whose end somebody removed', () => {
    const broken = '# begin tend-lab-1\n127.0.0.1 localhost\n';
    expect(replaceBlock(broken, 'tend-lab-1', [])).toBe(broken);
  });
});
