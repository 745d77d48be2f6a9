import { describe, expect, test } from '@jest/globals';
import { KnownError } from '../../src/model/known-error.js';
import { parseComposeFile } from '../../src/render/parse-compose-file.js';

describe('a compose file that grows without end', () => {
  const levels = Array.from(
    { length: 9 },
    (_, at) => `x-a${at + 1}: &a${at + 1} [${Array(10).fill(`*a${at}`).join(', ')}]`,
  );

  test.each<[string, string, RegExp, number | undefined]>([
    ['holds itself', 'services: &s\n  app: { image: nginx, labels: *s }\n', /anchor 's' value contains itself/, 2],
    ['merges itself', 'x: &a\n  <<: *a\n  b: c\n', /anchor 'a' value contains itself/, 2],
    [
      'laughs a billion times',
      `x-a0: &a0 [l]\n${levels.join('\n')}\n`,
      /aliases stand for more than 200,000 values/,
      6,
    ],
    ['is nested by brackets', `a: ${'['.repeat(150)}${']'.repeat(150)}\n`, /nested on more than 100 levels/, 1],
    ['is nested by aliases', chainOf(300), /nested on more than 100 levels/, 100],
    ['is nested past any stack', `a: ${'['.repeat(50_000)}`, /./, undefined],
    ['is too large', `a: ${'b'.repeat(600_000)}\n`, /larger than 512 KiB/, undefined],
    ['has a key twice', 'a: 1\nb: 2\na: 3\n', /mapping key "a" is already defined/, 3],
  ])('is refused with its line where it %s', (_, ...[text, says, line]) => {
    const error = refusalOf(text);
    expect(error).toMatchObject({ code: 'COMPOSE_INVALID', at: { file: 'compose.yml' } });
    expect(error.message).toMatch(says);
    if (line !== undefined) expect(error.at?.line).toBe(line);
  });
});

test('aliases may be as many as one likes, where what they stand for is little', () => {
  const service = (at: number) => `  s${at}:\n    <<: *base\n    environment: { <<: *env, D: "${at}" }\n`;
  const services = Array.from({ length: 600 }, (_, at) => service(at)).join('');
  const text = `x-env: &env { A: "1" }\nx-base: &base { image: box:1, environment: *env }\nservices:\n${services}`;
  const { content } = parseComposeFile('compose.yml', text);
  expect(content).toMatchObject({ services: { s599: { image: 'box:1', environment: { A: '1', D: '599' } } } });
});

test('an anchor that is set again stands for what it was set to last', () => {
  const { content } = parseComposeFile('compose.yml', 'a: &x [1]\nb: *x\nc: &x [2]\nd: *x\n');
  expect(content).toEqual({ a: [1], b: [1], c: [2], d: [2] });
});

function chainOf(length: number): string {
  const link = (_: unknown, at: number) => `x-a${at + 1}: &a${at + 1} {k: *a${at}}\n`;
  return `x-a0: &a0 {k: v}\n${Array.from({ length }, link).join('')}`;
}

function refusalOf(text: string): KnownError {
  try {
    parseComposeFile('compose.yml', text);
  } catch (error) {
    if (error instanceof KnownError) return error;
    throw error;
  }
  throw new Error('it was read');
}
