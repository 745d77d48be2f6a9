import { spawnSync } from 'node:child_process';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parseExports } from '../../src/recipe/parse-exports.js';

describe('parseExports', () => {
  test.each([
    ['a plain one', 'export A=v1', { A: 'v1' }],
    ['quoted ones', `export A="v 1"\nexport B='v 2'`, { A: 'v 1', B: 'v 2' }],
    ['several on one line', 'export A=v1 B=v2; export C=v3 && export D=v4', { A: 'v1', B: 'v2', C: 'v3', D: 'v4' }],
    ['one that builds on another', 'export A=v1\nexport B="$A-${A}b"', { A: 'v1', B: 'v1-v1b' }],
    ['words of one command before it runs', 'export A=v1\nexport A=v2 B=$A', { A: 'v2', B: 'v1' }],
    ['an assignment exported later', 'A=v1\nexport A', { A: 'v1' }],
    ['an export assigned later', 'export A=v1\nA=v2', { A: 'v2' }],
    ['declare -x', 'declare -x A=v1', { A: 'v1' }],
    ['joined and escaped text', `export A=a"b"'c'\\ d`, { A: 'abc d' }],
    ['an appended one', 'export A=v1\nA+=b', { A: 'v1b' }],
    ['one with a comment', 'export A=v1 # bump me', { A: 'v1' }],
    ['stars and braces as text', 'export A=*.{x,y}', { A: '*.{x,y}' }],
    ['over two lines', 'export A=v1 \\\n  B=v2', { A: 'v1', B: 'v2' }],
    ['a name in quotes', 'export "A=v1"', { A: 'v1' }],
    ['the last of two', 'export A=v1\nexport A=v2', { A: 'v2' }],
    ['one that is taken back', 'export A=v1\nunset A', {}],
  ])('reads %s', (_, script, values) => {
    expect(parseExports(script)).toEqual({ values, notices: [] });
  });

  test.each([
    ['in a function', 'f() {\n  export A=v1\n}\nfunction g { export B=v1; }'],
    ['in a sub-shell', '(export A=v1)'],
    ['in a text', "cat <<END\nexport A=v1\nEND\necho 'export B=v1'"],
    ['in a comment', '# export A=v1'],
    ['for one command only', 'A=v1 make'],
    ['not exported at all', 'A=v1'],
  ])('passes over what is %s', (_, script) => {
    expect(parseExports(script)).toEqual({ values: {}, notices: [] });
  });

  test.each([
    ['a command', 'export A=$(date)'],
    ['a command in backticks', 'export A="x`date`"'],
    ['a variable from elsewhere', 'export A=$DOMAIN'],
    ['a default', 'export A=${DOMAIN:-x}'],
    ['a sum', 'export A=$((1 + 1))'],
    ["somebody's home", 'export A=~/x'],
    ['a home further on', 'export A=/bin:~/bin'],
    ['a condition', 'if [ -n "$X" ]; then export A=v1; fi'],
    ['a chance', 'test -f x && export A=v1'],
    ['another process', 'export A=v1 &'],
    ['a value that a condition changes', 'A=v1\nif x; then A=v2; fi\nexport A'],
    ['a variable of nobody', 'export A'],
  ])('leaves out what depends on %s, and names it', (_, script) => {
    const { values, notices } = parseExports(script);
    expect(values).toEqual({});
    expect(notices).toMatchObject([{ file: 'abra.sh', says: expect.stringMatching(/^A is known only by running/) }]);
  });

  test('leaves out a plain export that code changes afterwards', () => {
    const { values, notices } = parseExports('export A=v1\nexport B=v1\nA=$(date)');
    expect(values).toEqual({ B: 'v1' });
    expect(notices).toMatchObject([{ line: 3, says: expect.stringMatching(/^A /) }]);
  });

  test('says that a script which is read in is not followed', () => {
    expect(parseExports('. ./more.sh').notices).toMatchObject([
      { line: 1, says: expect.stringContaining('reads another script') },
    ]);
  });

  test('says where a script cannot be read', () => {
    const { values, notices } = parseExports('export A=v1\nif true; then\n');
    expect(values).toEqual({ A: 'v1' });
    expect(notices).toMatchObject([{ says: expect.stringContaining('no shell script that tend can read') }]);
  });
});

/** What a real bash exports after running a script, in an otherwise empty environment. */
function runBash(script: string): Record<string, string> {
  const done = spawnSync('bash', ['-c', `${script}\nenv -0`], {
    encoding: 'utf8',
    env: { PATH: process.env['PATH'] ?? '' },
  });
  const pairs = done.stdout.split('\0').filter(Boolean);
  const values = Object.fromEntries(
    pairs.map((pair) => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)]),
  );
  return Object.fromEntries(Object.entries(values).filter(([name]) => /^[A-F]$/.test(name)));
}

const hasBash = spawnSync('bash', ['--version']).status === 0;

(hasBash ? describe : describe.skip)('parseExports beside a real bash (skipped where there is none)', () => {
  const letter = fc.constantFrom('A', 'B', 'C', 'D', 'E', 'F');
  const bit = fc.oneof(
    fc.stringMatching(/^[a-z0-9.,:/@%+=*?{}-]{1,6}$/),
    fc.stringMatching(/^[a-z $`"#;&|\\]{0,6}$/).map((text) => `'${text}'`),
    fc.stringMatching(/^[a-z #;&|'*]{0,6}$/).map((text) => `"${text}"`),
    fc.constantFrom('\\ ', '\\$', '\\"', "$'a\\tb'", '"\\$x"', '"\\a"'),
    letter.map((name) => `$${name}`),
    letter.map((name) => `"\${${name}}-"`),
  );
  const word = fc.array(bit, { maxLength: 4 }).map((bits) => bits.join(''));
  const assignment = fc.tuple(letter, fc.constantFrom('=', '='), word).map((parts) => parts.join(''));
  const line = fc.oneof(
    fc.array(assignment, { minLength: 1, maxLength: 3 }).map((all) => `export ${all.join(' ')}`),
    assignment,
    letter.map((name) => `export ${name}`),
    letter.map((name) => `unset ${name}`),
    assignment.map((each) => `f() { export ${each}; }`),
    assignment.map((each) => `(export ${each})`),
    fc.constant('# export A=no'),
  );

  test('never says anything of an export that bash does not make so', () => {
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 6 }), (lines) => {
        const script = lines.join('\n');
        const { values, notices } = parseExports(script);
        const real = runBash(script);
        expect(real).toMatchObject(values);
        // And what it does not say, it names, unless it is empty for want of a value.
        for (const name of Object.keys(real)) {
          if (!(name in values))
            expect(notices.map(({ says }) => says).join()).toContain(`${name} is known only by running`);
        }
      }),
      { numRuns: 30 },
    );
  }, 60_000);

  test.each([
    ['exports', (at: number) => `export A${at + 1}=${`$A${at}`.repeat(10)}`],
    ['quoted exports', (at: number) => `export "A${at + 1}=${`\${A${at}}`.repeat(10)}"`],
    ['variables that are not exported', (at: number) => `A${at + 1}=${`$A${at}`.repeat(10)}`],
  ])('refuses %s that grow without end, with file and line', (_, line) => {
    const lines = Array.from({ length: 13 }, (_each, at) => line(at));
    const source = `export A0=aaaaaaaaaa\n${lines.join('\n')}\n`;
    expect(() => parseExports(source, 'wiki/abra.sh')).toThrow(/^wiki\/abra\.sh, line 6: A5 grows past 128 KiB/);
  });

  test('refuses one that is added to without end', () => {
    expect(() => parseExports(`export A=aaaaaaaa\n${'export A+=$A$A$A\n'.repeat(20)}`)).toThrow(/line 9: A grows/);
  });

  test('reads as many lines as there may be in one look', () => {
    const { user } = process.cpuUsage();
    const { values, notices } = parseExports('export A=1 B=2\nexport C=$(x)\n'.repeat(10_000));
    expect(values).toEqual({ A: '1', B: '2' });
    expect(notices.at(-1)).toMatchObject({ line: 20_000 });
    expect((process.cpuUsage().user - user) / 1e6).toBeLessThan(5);
  });
});
