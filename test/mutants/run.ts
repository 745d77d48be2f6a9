// Changes lines of applying and planning, one after the other, and looks whether the unit tests near them turn red:
// npm run test:mutants [-- --lines 60] [--seed 7] [--at-once 2]. Stryker is fetched for the run; it belongs to no installation.
import { spawnSync } from 'node:child_process';
import { globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { drawLines } from './draw-lines.js';

const stryker = '10.0.0';
const mutated = 'src/{apply,plan,workflows/apply}/**/*.ts';

const { values } = parseArgs({
  options: { lines: { type: 'string' }, seed: { type: 'string' }, 'at-once': { type: 'string' } },
});
const seed = Number(values.seed ?? Math.floor(Math.random() * 1e9));
const project = join(import.meta.dirname, '..', '..');
const folder = mkdtempSync(join(tmpdir(), 'tend-mutants-'));
try {
  const sources = globSync(mutated, { cwd: project }).sort();
  const texts = sources.map((path) => ({ path, text: readFileSync(join(project, path), 'utf8') }));
  const settings = {
    mutate: drawLines(texts, { count: Number(values.lines ?? 60), seed }),
    testRunner: 'jest',
    testRunnerNodeArgs: ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'],
    jest: { configFile: 'test/mutants/jest.config.js', enableFindRelatedTests: false },
    // It would load typescript to rewrite ours, which nothing reads here.
    tsconfigFile: 'none',
    coverageAnalysis: 'perTest',
    // They run when a file is loaded: each would take all tests again.
    ignoreStatic: true,
    // What is said on a screen is held by other tests.
    mutator: { excludedMutations: ['StringLiteral'] },
    reporters: ['clear-text', 'progress-append-only'],
    clearTextReporter: { allowColor: false, logTests: false },
    concurrency: Number(values['at-once'] ?? 2),
    timeoutMS: 20_000,
    tempDirName: join(folder, 'sandbox'),
    thresholds: { break: 75, low: 75, high: 90 },
  };
  const file = join(folder, 'stryker.config.json');
  writeFileSync(file, JSON.stringify(settings));
  console.log(`seed ${seed}`);
  const packages = ['core', 'jest-runner'].map((name) => `--package=@stryker-mutator/${name}@${stryker}`);
  const ran = spawnSync('npm', ['exec', '--yes', ...packages, '--', 'stryker', 'run', file], {
    cwd: project,
    stdio: 'inherit',
  });
  process.exitCode = ran.status ?? 1;
} finally {
  rmSync(folder, { recursive: true });
}
