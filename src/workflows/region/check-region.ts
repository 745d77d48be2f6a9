import type { Node } from '../../model/region.js';
import { shortCommit } from '../../model/short-id.js';
import { observeNode } from '../../observe/observe-node.js';
import type { ReadingTools } from '../../tools/tools.js';
import { abraWarning, readAbraProgram } from '../abra/abra-program.js';
import { chooseApps } from './choose-apps.js';
import { checkActor } from './check-actor.js';
import { failedCheck, type Check } from './check.js';
import type { OpenRegion } from './open-region.js';

/** Looks at this machine, the record and each node: every failure names the command that mends it. */
export async function checkRegion(tools: ReadingTools, open: OpenRegion, nodes: readonly string[]): Promise<Check[]> {
  chooseApps(open.region, { nodes });
  const chosen = open.region.nodes.filter(({ name }) => nodes.length === 0 || nodes.includes(name));
  const [abra, git, ssh, [record, you], ...checks] = await Promise.all([
    checkAbra(tools, open),
    program(tools, 'git', 'apt install git'),
    program(tools, 'ssh', 'apt install openssh-client'),
    // One after the other: both ask the same clone.
    checkRecord(open).then(async (found) => [found, await checkActor(tools, open)] as const),
    ...chosen.map((node) => checkNode(tools, node)),
  ]);
  return [git, ssh, ...abra, manifestCheck(open), record, you, ...checks.flat()];
}

/** Only where an app wants it. Another version than known is told, and is no failure. */
async function checkAbra(tools: ReadingTools, { region }: OpenRegion): Promise<Check[]> {
  if (!region.apps.some(({ engine }) => engine === 'abra')) return [];
  const program = await readAbraProgram(tools);
  const says = abraWarning(program) ?? `is here, ${program.missing ? '' : program.version}`;
  const tryThis = program.missing ? ['install abra: https://docs.coopcloud.tech/abra/install/'] : [];
  return [{ what: 'abra', ok: !program.missing, says, details: [], tryThis }];
}

async function program({ programs }: ReadingTools, name: string, install: string): Promise<Check> {
  const { missing } = await programs.run(name, [name === 'ssh' ? '-V' : '--version'], { timeoutMs: 10_000 });
  return {
    what: name,
    ok: !missing,
    says: missing ? `${name} is not on this machine` : 'is here',
    details: [],
    tryThis: missing ? [install] : [],
  };
}

function manifestCheck({ manifest }: OpenRegion): Check {
  if (manifest.commit === undefined)
    return {
      what: 'manifest',
      ok: false,
      says: 'is in no commit of a git repository: nothing tells which manifest was applied',
      details: [],
      tryThis: ['git init -b main && git add -A && git commit'],
    };
  return {
    what: 'manifest',
    ok: true,
    says: `is at ${shortCommit(manifest.commit)}${manifest.dirty ? ', with edits that are not committed' : ''}`,
    details: [],
    tryThis: [],
  };
}

async function checkRecord({ changelog }: OpenRegion): Promise<Check> {
  try {
    const record = await changelog.read({ offlineOk: false });
    return {
      what: 'changelog',
      ok: true,
      says: `${record.size} entries at ${record.remote}${record.spooled > 0 ? `, ${record.spooled} wait here` : ''}`,
      details: [],
      tryThis: [],
    };
  } catch (error) {
    return failedCheck('changelog', error);
  }
}

async function checkNode(tools: ReadingTools, node: Node): Promise<Check[]> {
  try {
    const { docker } = await tools.nodes.connect(node);
    const seen = await observeNode(docker, node.name, tools.clock);
    const free = await docker.freeBytes().catch(() => undefined);
    const how = {
      forwarded: 'over ssh, socket forwarded',
      'dial-stdio': 'over ssh, docker system dial-stdio (forwarding is off there)',
      local: 'local socket',
    }[seen.swarm.transport];
    const room: Check = {
      what: node.name,
      ok: free === undefined || free > 1 << 30,
      says: free === undefined ? 'does not tell how much room it has' : `${(free / (1 << 30)).toFixed(1)} GiB free`,
      details: [],
      tryThis: free !== undefined && free <= 1 << 30 ? [`on ${node.name}: docker image prune -a`] : [],
    };
    return [
      {
        what: node.name,
        ok: true,
        says: `answers (${how}), Docker ${seen.swarm.engineVersion}, swarm of ${seen.swarm.nodes.length}, ${seen.services.length} ${seen.services.length === 1 ? 'service' : 'services'}`,
        details: [],
        tryThis: [],
      },
      room,
    ];
  } catch (error) {
    return [failedCheck(node.name, error)];
  }
}
