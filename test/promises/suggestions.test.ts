import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import ts from 'typescript';
import { checkCommand, checkSentence, filledIn } from '../support/check-suggestion.js';

const src = join(import.meta.dirname, '..', '..', 'src');
/** Put together of parts, which say the rest. */
const parts = new Set(['tend upgrade', 'tend lab']);
const files = globSync('**/*.ts', { cwd: src });

/** Texts of a file that may come onto a screen; what is filled in stands as one word. */
function textsIn(file: string): { readonly text: string; readonly line: number }[] {
  const source = ts.createSourceFile(file, readFileSync(join(src, file), 'utf8'), ts.ScriptTarget.Latest, true);
  const found: { text: string; line: number }[] = [];
  const visit = (node: ts.Node): void => {
    const text = textOf(node);
    if (text !== undefined) found.push({ text, line: source.getLineAndCharacterOfPosition(node.getStart()).line + 1 });
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

function textOf(node: ts.Node): string | undefined {
  if (ts.isStringLiteralLike(node)) return parts.has(node.text) ? undefined : node.text;
  if (!ts.isTemplateExpression(node)) return undefined;
  return node.head.text + node.templateSpans.map(({ literal }) => `${filledIn}${literal.text}`).join('');
}

test('every command that a screen names exists, and its flags and words parse', () => {
  const wrong = files.flatMap((file) =>
    textsIn(file).flatMap(({ text, line }) =>
      checkSentence(text.replaceAll('<%= config.bin %>', 'tend')).map((says) => `${file}:${line}: ${says}`),
    ),
  );
  expect(wrong).toEqual([]);
});

test('every command that a page of the documentation shows in a block does too', () => {
  const root = join(src, '..');
  const wrong = ['README.md', ...globSync('docs/*.md', { cwd: root })].flatMap((page) => {
    const text = readFileSync(join(root, page), 'utf8').replaceAll(/\\\n\s*/g, '');
    const blocks = text.split('\n').filter((line) => /^ {4}.*\btend /.test(line));
    return blocks.flatMap((line) => checkSentence(line.trim()).map((says) => `${page}: ${says}`));
  });
  expect(wrong).toEqual([]);
});

describe('the check itself', () => {
  test.each([
    ['tend apply --app wiki --retry', undefined],
    ['tend upgrade site 1.0.0+1.26.3', undefined],
    ['tend changelog key add bo "ssh-ed25519 AAAA…"', undefined],
    ['tend appli', 'there is no command: tend appli'],
    ['tend plan --no-such', 'no flag --no-such: tend plan --no-such'],
    ['tend plan extra', 'too many words (extra): tend plan extra'],
    ['tend upgrade', 'an argument is missing: tend upgrade'],
    ['tend init garden', '--domain is missing: tend init garden'],
    ['tend plan --app', '--app wants a value: tend plan --app'],
  ])('%s: %s', (command, says) => {
    expect(checkCommand(command)).toBe(says);
  });
});
