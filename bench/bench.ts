// Every goal for which there is something to measure, each against its baseline in the same run:
//     npm run bench [-- NAME…] [-- --json FILE]       exit 1 where a must is missed
//     npm run bench -- --against FOLDER               only what the processor does, beside another build
import { writeFile } from 'node:fs/promises';
import { availableParallelism, loadavg } from 'node:os';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { benchAgainst } from './against.js';
import { benchApps } from './apps.js';
import { raiseBenchLab } from './bench-lab.js';
import { benchChangelog } from './changelog.js';
import { benchNoticeLag, benchSubmit } from './changing.js';
import { benchImport } from './import.js';
import { benchManifest } from './manifest.js';
import { benchManyNodes, benchOneNode, benchTwentyNodes } from './nodes.js';
import { buildPrograms } from './programs.js';
import { isReached, type Row } from './row.js';
import { showRows } from './show-rows.js';
import { benchStartUp } from './start-up.js';
import { benchTree } from './tree.js';
import { benchVerify } from './verify.js';

const here = {
  'start-up': benchStartUp,
  region: benchManifest,
  changelog: benchChangelog,
  tree: benchTree,
  verify: benchVerify,
  import: benchImport,
  apps: benchApps,
};
const inLab = {
  node: benchOneNode,
  nodes: benchTwentyNodes,
  many: benchManyNodes,
  submit: benchSubmit,
  notice: benchNoticeLag,
};
const names = [...Object.keys(here), ...Object.keys(inLab)];

const options = { json: { type: 'string' }, against: { type: 'string' } } as const;
const { values, positionals } = parseArgs({ allowPositionals: true, options });
const unknown = positionals.filter((name) => !names.includes(name));
if (unknown.length > 0) {
  console.error(`bench: there is no ${unknown.join(', ')}; there are: ${names.join(', ')}`);
  process.exitCode = 2;
} else await main();

async function main(): Promise<void> {
  const machine = describeMachine();
  const start = performance.now();
  const rows = await allRows();
  const missed = rows.filter((row) => isReached(row, row.must) === false);
  const seconds = Math.round((performance.now() - start) / 1000);
  console.log(`\n${machine}\n\n${showRows(rows)}\n`);
  console.log(`${missed.length === 0 ? 'Every must is reached' : `${missed.length} missed`} · ${seconds} s`);
  if (values.json) await writeFile(values.json, JSON.stringify({ version: 1, machine, seconds, rows }, undefined, 2));
  if (missed.length > 0) process.exitCode = 1;
}

async function allRows(): Promise<Row[]> {
  const { against } = values;
  if (against !== undefined) return measure('against', () => benchAgainst(resolve(against)));
  await buildPrograms();
  return [...(await benchHere()), ...(await benchInLab())];
}

function describeMachine(): string {
  const load = loadavg()[0]?.toFixed(1);
  return `${availableParallelism()} cores, load ${load} at the start, Node ${process.version}`;
}

async function benchHere(): Promise<Row[]> {
  const rows: Row[] = [];
  for (const [name, bench] of wanted(here)) rows.push(...(await measure(name, bench)));
  return rows;
}

async function benchInLab(): Promise<Row[]> {
  const chosen = wanted(inLab);
  if (chosen.length === 0) return [];
  say('raising a lab');
  const lab = await raiseBenchLab(4).catch((error: unknown) => String(error));
  if (typeof lab === 'string') return chosen.map(([what]) => ({ what, notMeasured: lab }));
  const rows: Row[] = [];
  for (const [name, bench] of chosen) rows.push(...(await measure(name, () => bench(lab))));
  await lab.lower();
  return rows;
}

/** A row that breaks does not take the others with it, and what is measured is told at once: a run takes more than ten minutes. */
async function measure(name: string, bench: () => Promise<Row[]>): Promise<Row[]> {
  say(name);
  const rows = await bench().catch((error: unknown) => {
    process.exitCode = 1;
    return [{ what: name, notMeasured: error instanceof Error ? (error.stack ?? error.message) : String(error) }];
  });
  process.stderr.write(`${showRows(rows)}\n`);
  return rows;
}

function wanted<Bench>(benches: Readonly<Record<string, Bench>>): [string, Bench][] {
  return Object.entries(benches).filter(([name]) => positionals.length === 0 || positionals.includes(name));
}

function say(what: string): void {
  process.stderr.write(`bench: ${what} …\n`);
}
