import { describe, expect, test } from '@jest/globals';
import { splitShell } from '../../src/render/split-shell.js';

describe('a command', () => {
  test.each([
    ['nginx -g daemon', ['nginx', '-g', 'daemon']],
    ['  a \t b\n c ', ['a', 'b', 'c']],
    ['sh -c "echo  hi"', ['sh', '-c', 'echo  hi']],
    [`a'b c'"d e"f`, ['ab cd ef']],
    [`""`, ['']],
    [String.raw`a\ b '\n' "\"x\$"`, ['a b', String.raw`\n`, '"x$']],
    ['a # the rest\nb', ['a', 'b']],
    ['a#b', ['a#b']],
    ['', []],
  ])('%j has the words %j', (command, words) => expect(splitShell(command)).toEqual(words));

  test.each([`a 'b`, 'a "b', 'a \\', String.raw`"a\"`])('%j is not ended', (command) =>
    expect(splitShell(command)).toBeUndefined(),
  );
});
