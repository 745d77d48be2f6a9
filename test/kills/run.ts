// Kills tend at moments drawn by a seed, over the whole time that each command takes, and looks whether the same command
// repairs what was left: npm run test:kills [-- KIND…] [--kills 200] [--seed 7] [--at-once 6]
import { parseArgs } from 'node:util';
import pLimit from 'p-limit';
import { installMissingPackages } from '../../src/lab/install-missing-packages.js';
import { lowerLab } from '../../src/lab/lower-lab.js';
import { makeSmallImage } from '../../src/lab/make-small-image.js';
import { putImages } from '../../src/lab/put-images.js';
import { raiseLab } from '../../src/lab/raise-lab.js';
import { realLabTools } from '../../src/tools/lab-tools.js';
import { labFixture, type LabFixture } from '../live/support/lab-fixture.js';
import { drawKills } from './draw-kills.js';
import { kindNames, kinds } from './kinds.js';
import { killAndRepair, type KillEnd } from './kill-and-repair.js';
import { showTable } from './show-table.js';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { kills: { type: 'string' }, seed: { type: 'string' }, 'at-once': { type: 'string' } },
});
const seed = Number(values.seed ?? Math.floor(Math.random() * 1e9));
const chosen = kindNames.filter((name) => positionals.length === 0 || positionals.includes(name));

const tools = realLabTools();
await installMissingPackages(tools);
const lab = await raiseLab(tools, { from: 50, nodes: 1, owner: await tools.background.self() });
try {
  const fixture = labFixture(tools, () => lab);
  await putImages(tools, lab, [
    makeSmallImage('small:1', { kind: 'ok' }),
    makeSmallImage('small:2', { kind: 'ok', says: 'two' }),
  ]);
  await killAll(fixture);
} finally {
  await lowerLab(tools, lab.number);
}

async function killAll(fixture: LabFixture): Promise<void> {
  console.log(`seed ${seed}`);
  const limit = pLimit(Number(values['at-once'] ?? 6));
  const seconds = new Map<string, number>();
  // How long each takes beside the others, and that nothing is wrong with it where nobody kills it.
  const unkilled = drawKills(seed, chosen.length, chosen).map((draw) =>
    limit(async () => {
      const end = await killAndRepair(fixture, { ...draw, name: `u${draw.name}`, make: kinds[draw.kind] });
      seconds.set(draw.kind, end.seconds);
      return end;
    }),
  );
  report(await Promise.all(unkilled));
  const killed = drawKills(seed, Number(values.kills ?? 200), chosen).map((draw) =>
    limit(async () => {
      const ms = draw.moment * 1000 * (seconds.get(draw.kind) ?? 5);
      const end = await killAndRepair(fixture, { ...draw, ms, make: kinds[draw.kind] });
      report([end]);
      console.log(
        `${end.name} ${end.kind}: ${end.killed ? `killed after ${(end.seconds * 1000).toFixed(0)} ms` : 'over before the kill'}`,
      );
      return end;
    }),
  );
  const ends = await Promise.all(killed);
  console.log(`\nseed ${seed}\n${showTable(ends)}`);
}

function report(ends: readonly KillEnd[]): void {
  for (const { name, kind, ms, faults } of ends) {
    if (faults.length === 0) continue;
    process.exitCode = 1;
    console.log(
      `✗ ${name} ${kind}, ${ms === undefined ? 'not killed' : `killed after ${Math.round(ms)} ms`}: ${faults.join('\n  ')}`,
    );
  }
}
