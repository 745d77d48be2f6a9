import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inTurn, plainVariables, run } from './measure.js';
import { runProgram } from './programs.js';
import type { Row } from './row.js';

const goSource = join(import.meta.dirname, 'go-tlog');
const leaves = 1_000_000;
const segment = 256;
const env = plainVariables();

interface Hashed {
  readonly size: number;
  readonly root: string;
  readonly megabytes: number;
}

/** A log of 1,000,000 lines of about 600 bytes: whole processes, which read the same files and give the same root. */
export async function benchTree(): Promise<Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-tree-'));
  try {
    const log = writeLog(folder);
    const go = join(folder, 'go-tlog');
    const isGoHere = await buildGo(go);
    return [isGoHere ? await compareWithGo(log, go) : await measureAlone(log)];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const what = '1,000,000 leaves hashed and rooted';

async function compareWithGo(log: string, go: string): Promise<Row> {
  let [ours, theirs, megabytes] = ['', '', 0];
  const { ms, goMs } = await inTurn(5, {
    ms: async () => {
      const { size, root, ...took } = await hashLeaves(log);
      ours = `${size} ${root}\n`;
      megabytes = Math.max(megabytes, took.megabytes);
    },
    goMs: async () => void (theirs = await run(go, [log], { env })),
  });
  if (ours !== theirs) throw new Error(`not the same root: ${ours} and, by Go, ${theirs}`);
  const [must, stretch] = [
    { atMost: 1.2, megabytes: 300 },
    { atMost: 0.9, megabytes: 300 },
  ];
  return { what, ms, megabytes, baseline: { what: "Go's x/mod sumdb/tlog", ms: goMs }, must, stretch };
}

async function measureAlone(log: string): Promise<Row> {
  let megabytes = 0;
  const { ms } = await inTurn(5, { ms: async () => void ({ megabytes } = await hashLeaves(log)) });
  return { what: `${what} (Go not here)`, ms, megabytes, must: { megabytes: 300 } };
}

function hashLeaves(log: string): Promise<Hashed> {
  return runProgram<Hashed>(['hash-leaves', log]);
}

/** False where there is no Go, or none that can fetch golang.org/x/mod. */
async function buildGo(built: string): Promise<boolean> {
  const options = { cwd: goSource, env: { ...process.env, CGO_ENABLED: '0' } };
  return run('go', ['build', '-o', built, '.'], options).then(
    () => true,
    () => false,
  );
}

/** A folder of files of 256 lines each, in their order. */
function writeLog(folder: string): string {
  const log = join(folder, 'entries');
  mkdirSync(log);
  for (let first = 0; first < leaves; first += segment) {
    const lines = Array.from({ length: Math.min(segment, leaves - first) }, (_, at) => makeLine(first + at));
    writeFileSync(join(log, `${String(first / segment).padStart(5, '0')}.ndjson`), lines.join(''));
  }
  return log;
}

/** 580 to 620 bytes, no two lines the same. */
function makeLine(index: number): string {
  const begin = `{"e":{"actor":"op-7f3k","app":"wiki","at":${index},"log":"merri-bek.example/changelog","note":"`;
  return `${begin}${filler.slice(index % 61, (index % 61) + 577 + ((index * 37) % 41) - begin.length)}"}}\n`;
}

const filler = 'for the measure of a line that is as long as an entry with its signature: '.repeat(12);
