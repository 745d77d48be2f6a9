// Everything that can be said about the code without a server: npm run check [-- --no-tests]
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import chalk from 'chalk';
import { execa } from 'execa';
import pLimit from 'p-limit';

const root = join(import.meta.dirname, '..');
const jest = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning', 'node_modules/jest/bin/jest.js'];

const checks: Record<string, readonly [string, ...string[]]> = {
  types: ['tsc'],
  lint: ['npm', 'run', '--silent', 'lint'],
  'unit tests': ['node', ...jest, '-c', '.config/jest.config.js', '--selectProjects', 'unit'],
  imports: ['depcruise', '--config', '.config/dependency-cruiser.js', 'src'],
  'unused code': ['knip', '--config', '.config/knip.json'],
  'generated files': ['tsx', 'scripts/generate.ts', '--check'],
  format: ['npm', 'run', '--silent', 'format:check'],
};

await build();
const limit = pLimit(availableParallelism());
const passed = await Promise.all(chosenChecks().map((name) => limit(() => runCheck(name))));
process.exitCode = passed.every(Boolean) ? 0 : 1;

/** The tests of the command and the generators look at dist. */
async function build(): Promise<void> {
  await execa('node', ['scripts/build.js'], { cwd: root, preferLocal: true, stdio: 'inherit' });
}

function chosenChecks(): string[] {
  const names = Object.keys(checks);
  return process.argv.includes('--no-tests') ? names.filter((name) => name !== 'unit tests') : names;
}

/** Runs the check when a core is free, prints one line, and the whole output if it failed. */
async function runCheck(name: string): Promise<boolean> {
  const [program, ...words] = checks[name] ?? ['false'];
  const { failed, all, durationMs } = await execa(program, words, {
    cwd: root,
    preferLocal: true,
    reject: false,
    all: true,
    env: { FORCE_COLOR: chalk.level > 0 ? '1' : '0' },
  });
  const seconds = `${(durationMs / 1000).toFixed(1)} s`;
  console.log(failed ? `${chalk.red('✗')} ${name} ${seconds}\n${all}\n` : `${chalk.green('✓')} ${name} ${seconds}`);
  return !failed;
}
