import { execa } from 'execa';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { project } from './run-built.js';

/** What npm pack makes of this project, installed as a person would. */
let root: string;
const run = (words: readonly string[]) =>
  execa(join(root, 'prefix', 'bin', 'tend'), words, {
    reject: false,
    env: { NO_COLOR: '1', PATH: `${dirname(process.execPath)}${delimiter}${process.env['PATH'] ?? ''}` },
  });

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'tend-pack-'));
  const quiet = ['--no-audit', '--no-fund', '--loglevel=error'];
  await execa('npm', ['pack', '--ignore-scripts', '--pack-destination', root], { cwd: project });
  const [tarball = ''] = readdirSync(root).filter((name) => name.endsWith('.tgz'));
  const prefix = ['--prefix', join(root, 'prefix'), '--prefer-offline', '--ignore-scripts'];
  await execa('npm', ['install', '--global', ...prefix, ...quiet, join(root, tarball)], { cwd: root });
}, 180_000);

afterAll(() => rmSync(root, { recursive: true, force: true }));

describe('npm pack, installed with --global', () => {
  test('tells its version', async () => {
    const { exitCode, stdout } = await run(['--version']);
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^coop-tend\/\d/);
  });

  test('shows its commands, and loads one without the packages of development', async () => {
    expect((await run(['--help'])).stdout).toContain('Show what an apply would change');
    const { exitCode, stderr } = await run(['plan', '-C', root]);
    expect(exitCode).toBe(2);
    expect(stderr).toContain('start a region here: tend init');
  });

  test('brings its packages built in, and says under which licences', () => {
    const folder = join(root, 'prefix', 'lib', 'node_modules', 'coop-tend');
    const { dependencies } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
      dependencies?: unknown;
    };
    expect(dependencies).toBeUndefined();
    const notice = readFileSync(join(folder, 'dist', 'third-party.txt'), 'utf8');
    for (const name of ['@oclif/core', 'ssh2', 'zod', 'yaml']) expect(notice).toContain(`\n${name} `);
  });

  test('carries recipes, schema and the commented example, no tests and no sources', () => {
    const folder = join(root, 'prefix', 'lib', 'node_modules', 'coop-tend');
    const there = readdirSync(folder).filter((name) => name !== 'node_modules');
    expect(there.sort()).toEqual([
      'LICENSE',
      'README.md',
      'bin',
      'dist',
      'docs',
      'examples',
      'oclif.manifest.json',
      'package.json',
      'recipes',
      'schema',
    ]);
  });
});
