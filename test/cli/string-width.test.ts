import { expect, test } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundle } from '../../scripts/bundle.js';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { project } from './run-built.js';

/** In the bundle a file of ours stands in place of the package for texts that take no thinking: it must say the same. */
test('the bundle measures every character as the package string-width does', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'tend-width-'));
  const source = join(folder, 'width.ts');
  writeFileSync(source, `import width from 'string-width'; export const widthOf = (text: string) => width(text);`);
  await bundle({ root: project, out: join(folder, 'built'), entries: { width: source } });
  const script = `
    const { widthOf: width } = require(${JSON.stringify(join(folder, 'built', 'width.js'))});
    import('string-width').then(({ default: real }) => {
      const around = ['', 'a', '\\u0301', '\\ufe0f', '\\u200d', '\\u001b[1m'];
      const other = [];
      for (let code = 0; code < 0x3000; code++)
        for (const more of around) {
          const text = String.fromCodePoint(code) + more;
          if (width(text) !== real(text)) other.push(text);
        }
      console.log(JSON.stringify(other));
    });`;
  try {
    const told = execFileSync(process.execPath, ['-e', script], { cwd: project, encoding: 'utf8' });
    expect(JSON.parse(told)).toEqual([]);
  } finally {
    rmSync(folder, { recursive: true });
  }
}, 60_000);
