import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startDelayProxy } from '../src/lab/delay-proxy.js';
import { installMissingPackages } from '../src/lab/install-missing-packages.js';
import { lowerLab } from '../src/lab/lower-lab.js';
import { raiseLab } from '../src/lab/raise-lab.js';
import { realLabTools } from '../src/tools/lab-tools.js';
import { fillAsAbra, writeSshConfig } from '../test/live/support/fill-as-abra.js';
import { labFixture, type LabFixture } from '../test/live/support/lab-fixture.js';
import { makeAbraFolder, type MadeAbraFolder } from '../test/support/make-abra-folder.js';
import { roundTrip } from './bench-lab.js';
import { inTurn, plainVariables, run } from './measure.js';
import type { Row } from './row.js';

const tend = join(import.meta.dirname, '..', 'bin', 'run.js');
const servers = ['one', 'two', 'three', 'four', 'five'].map((name) => `${name}.example.org`);

/** Forty apps on five far servers taken over from abra: whole processes, each with an empty cache; the proof included. */
export async function benchImport(): Promise<Row[]> {
  const what = `40 apps on 5 servers imported and planned, RTT ${roundTrip}`;
  const tools = realLabTools();
  const owner = await tools.background.self();
  await installMissingPackages(tools);
  const lab = await raiseLab(tools, { from: 60, nodes: servers.length, registries: ['ghcr.io'], owner }).catch(String);
  if (typeof lab === 'string') return [{ what, notMeasured: lab }];
  const root = mkdtempSync(join(tmpdir(), 'bench-import-'));
  try {
    const fixture = labFixture(tools, () => lab);
    const made = await makeAbraFolder(root, servers);
    await fillAsAbra({ fixture, root, servers }, made);
    await writeHome(fixture, root);
    let round = 0;
    const { ms, nothing } = await inTurn(5, {
      ms: () => importOnce(root, made, `round-${round++}`),
      nothing: () => run(process.execPath, ['-e', '0'], { env: plainVariables() }),
    });
    const baseline = { what: 'node -e 0', ms: nothing };
    return [{ what, ms, baseline, must: { atMost: 200 }, stretch: { atMost: 100 } }];
  } finally {
    await lowerLab(tools, lab.number);
    rmSync(root, { recursive: true });
  }
}

/** The servers as an operator's ~/.ssh knows them, behind far lines. */
async function writeHome({ tools, lab }: LabFixture, root: string): Promise<void> {
  const far = await Promise.all(
    lab.nodes.map(async (node, at) => {
      const { host, port } = await startDelayProxy(tools, lab, { node, roundTripMs: roundTrip });
      return { name: servers[at] ?? '', address: host, port, hostKey: node.hostKey };
    }),
  );
  const knownHosts = join(root, 'known_hosts');
  writeFileSync(knownHosts, far.map(({ address, port, hostKey }) => `[${address}]:${port} ${hostKey}\n`).join(''));
  writeSshConfig(root, far, { key: lab.key, knownHosts });
  writeFileSync(join(root, '.gitconfig'), '[user]\n  name = Ada\n  email = ada@example.org\n');
}

async function importOnce(root: string, made: MadeAbraFolder, round: string): Promise<void> {
  const [XDG_STATE_HOME, XDG_CACHE_HOME] = [join(root, round, 'state'), join(root, round, 'cache')];
  const env = plainVariables({ HOME: root, XDG_STATE_HOME, XDG_CACHE_HOME, NO_COLOR: '1' });
  const words = ['import', made.folder, '--known-hosts', '--catalogue', made.catalogue];
  const told = await run(process.execPath, [tend, ...words, '-C', join(root, round, 'region')], { env });
  if (!told.includes('40 apps on 5 servers: no changes')) throw new Error(told);
}
