import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { beforeEach, afterEach, describe, expect, test } from '@jest/globals';
import { environmentIn, project } from './run-built.js';

let root: string;
const cache = () => join(root, 'cache', 'deep', 'one');

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'tend-load-'));
  mkdirSync(join(root, 'parts'));
  writeFileSync(join(root, 'main.js'), `exports.sum = () => require('./parts/add.js').add(1, 2);`);
  writeFileSync(join(root, 'parts', 'add.js'), `exports.add = (a, b) => a + b + require('node:os').EOL.length;`);
});

afterEach(() => rmSync(root, { recursive: true, force: true }));

/** Loads main.js in a process of its own, by the cache; gives the sum and whether V8 took the code from there. */
function run(): { sum: number; rejected: (boolean | undefined)[] } {
  const loader = JSON.stringify(pathToFileURL(join(project, 'bin', 'load-built.js')).href);
  const script = `
    const vm = process.getBuiltinModule('node:vm');
    const rejected = [];
    const Real = vm.Script;
    vm.Script = class extends Real {
      constructor(...of) { super(...of); rejected.push(this.cachedDataRejected); }
    };
    process.getBuiltinModule('node:module').syncBuiltinESMExports();
    const { loaderOf } = await import(${loader});
    const sum = loaderOf(${JSON.stringify(root)}, ${JSON.stringify(cache())})('main.js').sum();
    console.log(JSON.stringify({ sum, rejected }));
  `;
  const told = execFileSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' });
  return JSON.parse(told) as ReturnType<typeof run>;
}

const fromCache = { sum: 4, rejected: [false, false] };

test('keeps what was compiled, for the user alone, and takes it the next time', () => {
  expect(run()).toEqual({ sum: 4, rejected: [null, null] });
  expect(statSync(cache()).mode & 0o777).toBe(0o600);
  const before = statSync(cache()).mtimeMs;
  expect(run()).toEqual(fromCache);
  expect(statSync(cache()).mtimeMs).toBe(before);
});

test('runs by the source where what was kept belongs to another source', () => {
  run();
  writeFileSync(join(root, 'parts', 'add.js'), `exports.add = () => 70_000;`);
  expect(run()).toEqual({ sum: 70_000, rejected: [false, true] });
  expect(run()).toEqual({ sum: 70_000, rejected: [false, false] });
});

describe('a file that cannot be used is made anew', () => {
  test.each<[string, (bytes: Buffer) => Buffer]>([
    ['empty', () => Buffer.alloc(0)],
    ['of nothing that it should hold', () => Buffer.from('<html>\n<p>')],
    ['cut in its list', (bytes) => bytes.subarray(0, 10)],
    ['cut in the middle', (bytes) => bytes.subarray(0, bytes.length / 2)],
  ])('%s', (_, broken) => {
    run();
    writeFileSync(cache(), broken(readFileSync(cache())));
    expect(run().sum).toBe(4);
    expect(run()).toEqual(fromCache);
  });
});

test('takes no code from a file that others may write to', () => {
  run();
  chmodSync(cache(), 0o666);
  expect(run().rejected).toEqual([null, null]);
  expect(run()).toEqual(fromCache);
});

test('only takes longer where nothing can be kept', () => {
  writeFileSync(join(root, 'cache'), 'a file, no folder');
  expect([run().sum, run().sum]).toEqual([4, 4]);
});

describe('the built command', () => {
  test.each([[['--help']], [['help', 'plan']], [['plan', '-h']]])('loads little for tend %j', (words) => {
    const files = filesLoadedBy(words);
    expect(files.length).toBeLessThan(10);
    const code = files.map((file) => readFileSync(file, 'utf8')).join('\n');
    // ssh2, zod, yaml and execa, by what only they say.
    for (const mark of ['SSH-2.0-', 'ZodError', 'BLOCK_FOLDED', 'cancelSignal']) expect(code).not.toContain(mark);
  });

  test('keeps the code of each command apart', () => {
    filesLoadedBy(['plan', '-C', root]);
    filesLoadedBy(['-C', root, 'app', 'logs', 'wiki']);
    const { id } = JSON.parse(readFileSync(join(project, 'dist', 'build.json'), 'utf8')) as { id: string };
    const folder = join(root, 'cache', 'tend', 'compiled', `${id}-${process.version}-${process.arch}`);
    expect(['plan', 'app-logs'].map((name) => existsSync(join(folder, name)))).toEqual([true, true]);
  });

  function filesLoadedBy(words: readonly string[]): string[] {
    const list = join(root, 'files');
    writeFileSync(list, '');
    const preload = join(root, 'preload.cjs');
    writeFileSync(
      preload,
      `const vm = require('node:vm'); const Real = vm.Script;
       vm.Script = class extends Real {
         constructor(text, options) {
           super(text, options);
           require('node:fs').appendFileSync(${JSON.stringify(list)}, options.filename + '\\n');
         }
       };`,
    );
    const args = ['--require', preload, join(project, 'bin', 'run.js'), ...words];
    try {
      execFileSync(process.execPath, args, { env: environmentIn(root), stdio: 'ignore' });
    } catch {
      // No region there: it has loaded what it needed to say so.
    }
    return readFileSync(list, 'utf8').trim().split('\n');
  }
});
