import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { checkingLines, checkLines } from '../../../src/changelog/log/check-lines.js';
import { leafHash } from '../../../src/tlog/tree/hash.js';
import { makeGoodLog } from '../../promises/forgeries/good-log.js';

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

  // There libsodium looks first, and only built modules run there.
  test('are told apart on threads as here: good ones, and one that bears the signature of another', () => {
    const forged = lines.map((line, index) => (index === 3 ? withSignatureOf(line, lines[4] ?? '') : line));
    const many = Array.from({ length: 40 }, (_, file) => (file === 30 ? forged : lines));
    const found = checkOnThreads(many.map((file) => `${file.join('\n')}\n`));
    const wrong = [...checkLines(Buffer.from(`${forged.join('\n')}\n`)).faults];
    expect(wrong.map(([index]) => index)).toEqual([3]);
    expect(found).toEqual(
      many.map((file) => (file === forged ? wrong.map(([index, { fault }]) => [index, fault]) : [])),
    );
  });
});

function withSignatureOf(line: string, other: string): string {
  const [from, to] = [line, other].map((each) => (JSON.parse(each) as { s: { sig: string } }).s.sig);
  return line.replace(from ?? '', to ?? '');
}

/** In a process of its own, by what is built. */
function checkOnThreads(texts: readonly string[]): [number, string][][] {
  const built = (path: string) => JSON.stringify(pathToFileURL(join(import.meta.dirname, '../../../dist', path)).href);
  const script = `
    const [{ makeWorkers }, { checkingLines }] = await Promise.all([
      import(${built('tools/workers.js')}), import(${built('changelog/log/check-lines.js')}),
    ]);
    const texts = JSON.parse(await new Response(process.stdin).text()).map((text) => new TextEncoder().encode(text));
    const found = [];
    for await (const { faults } of makeWorkers(2).map(checkingLines, texts))
      found.push([...faults].map(([index, { fault }]) => [index, fault]));
    console.log(JSON.stringify(found));
  `;
  const words = ['--input-type=module', '-e', script];
  const told = execFileSync(process.execPath, words, {
    input: JSON.stringify(texts),
    timeout: 30_000,
    encoding: 'utf8',
  });
  return JSON.parse(told) as [number, string][][];
}
