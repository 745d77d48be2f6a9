import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { makeLargeRegion } from '../test/support/make-large-region.js';
import { plainVariables } from './measure.js';
import type { Row } from './row.js';

const root = join(import.meta.dirname, '..');
const must = { ms: 2000, megabytes: 500 };
const stretch = { ms: 700, megabytes: 300 };

/** Reads and checks 10,000 apps, start of the program included; beside it, the yaml package only reading them. */
export async function benchManifest(): Promise<Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-manifest-'));
  try {
    writeFileSync(join(folder, 'region.yml'), makeLargeRegion(10_000));
    const read = median(Array.from({ length: 3 }, () => runProgram(readProgram, folder)));
    const baseline = { what: 'the yaml package, reading only', ...runProgram(yamlProgram, folder) };
    return [{ what: '10,000 apps read and checked', ...read, baseline, must, stretch }];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const readProgram = `
  const { readRegion } = await import(${moduleUrl('dist/manifest/read-region.js')});
  const { realFiles } = await import(${moduleUrl('dist/tools/files.js')});
  const region = await readRegion(realFiles, process.argv[1]);
  if (region.apps.length !== 10_000) throw new Error('not all apps were read');`;

const yamlProgram = `
  const { readFileSync } = await import('node:fs');
  const { parse } = await import(${moduleUrl('node_modules/yaml/dist/index.js')});
  parse(readFileSync(process.argv[1] + '/region.yml', 'utf8'));`;

function moduleUrl(path: string): string {
  return JSON.stringify(pathToFileURL(join(root, path)).href);
}

interface Cost {
  readonly ms: number;
  readonly megabytes: number;
}

function runProgram(program: string, folder: string): Cost {
  const tell = 'console.log(process.resourceUsage().maxRSS / 1024)';
  const begun = performance.now();
  const told = execFileSync(process.execPath, ['--input-type=module', '-e', `${program}\n${tell}`, folder], {
    env: plainVariables(),
  });
  return { ms: performance.now() - begun, megabytes: Number(told.toString()) };
}

function median(costs: readonly Cost[]): Cost {
  const sorted = [...costs].sort((a, b) => a.ms - b.ms);
  return sorted[Math.floor(sorted.length / 2)] ?? { ms: Infinity, megabytes: Infinity };
}
