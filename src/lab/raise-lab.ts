import { given } from '../model/given.js';
import type { ProcessId } from '../model/process-id.js';
import type { LabTools } from '../tools/lab-tools.js';
import { bootMachine } from './boot-machine.js';
import { checkMachine } from './check-machine.js';
import { claimNumber } from './claim-number.js';
import { registryScript, serverScript } from './init-script.js';
import type { Lab, LabDocker, LabNode, LabSwarm } from '../model/lab.js';
import { labNames } from './lab-names.js';
import { removeLab, sweepLabs } from './lower-lab.js';
import { raiseNetwork } from './raise-network.js';
import { raiseSwarms } from './raise-swarms.js';
import { prepareServer } from './prepare-server.js';
import { runHere } from './run-here.js';

export interface LabOptions {
  /** 1–99; default: the first free one from `from` (default 1). */
  readonly number?: number;
  readonly from?: number;
  readonly nodes: number;
  /** Names of the servers; default `lab30-node1` …; names that another lab may use as well are fine, they never meet. */
  readonly names?: readonly string[];
  /** Default `each`. */
  readonly swarm?: LabSwarm;
  /** Lets the servers reach the internet through this machine. Default: no. */
  readonly internet?: boolean;
  /** Lines for sshd_config that stand before ours: `MaxSessions 2`. */
  readonly sshd?: readonly string[];
  /** Added to each server's daemon.json. */
  readonly docker?: Readonly<Record<string, unknown>>;
  /** Instead of the Docker that is installed on this machine. */
  readonly programs?: LabDocker;
  /** The lab is swept once this process is gone. */
  readonly owner?: ProcessId;
  /** Names of registries, beside Docker Hub, that lead to the lab's own. */
  readonly registries?: readonly string[];
}

/** Raises real Swarm servers on this machine (Linux, root). They outlive tend, until the lab is lowered. */
export async function raiseLab(tools: LabTools, options: LabOptions): Promise<Lab> {
  await checkMachine(tools);
  await sweepLabs(tools);
  const { number, release } = await claimNumber(tools, options);
  try {
    return await raise(tools, number, options);
  } catch (error) {
    await removeLab(tools, number);
    throw error;
  } finally {
    await release();
  }
}

async function raise(tools: LabTools, number: number, options: LabOptions): Promise<Lab> {
  const names = labNames(number);
  await tools.files.createFolder(names.folder);
  await runHere(tools, 'ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-C', names.mark, '-f', names.key]);
  await raiseNetwork(tools, number, options.internet ?? false);
  const draft = draftLab(number, options);
  const [, nodes] = await Promise.all([bootRegistry(tools, draft), prepareNodes(tools, draft, options)]);
  const lab = { ...draft, nodes };
  const lines = nodes.map(({ name, address, hostKey }) => `${name},${address} ${hostKey}\n`);
  await tools.files.write(lab.knownHosts, lines.join(''));
  await Promise.all(nodes.map((node) => bootNode(tools, lab, node)));
  await raiseSwarms(tools, nodes, lab.swarm);
  await tools.files.write(names.labFile, JSON.stringify(lab, undefined, 2));
  return lab;
}

function draftLab(number: number, options: LabOptions): Lab {
  const { folder, bridge, network, key, knownHosts } = labNames(number);
  const nodes = Array.from({ length: options.nodes }, (_, index) => ({
    name: options.names?.[index] ?? `lab${number}-node${index + 1}`,
    address: `${network}.${11 + index}`,
    hostKey: '',
    folder: `${folder}/nodes/${index + 1}`,
    cable: `tlab${number}n${index + 1}`,
  }));
  return {
    version: 1,
    number,
    folder,
    bridge,
    subnet: `${network}.0/24`,
    gateway: `${network}.1`,
    registry: `${network}.2`,
    registryCable: `tlab${number}reg`,
    swarm: options.swarm ?? 'each',
    internet: options.internet ?? false,
    nodes,
    key,
    knownHosts,
    ...given({ docker: options.programs, owner: options.owner }),
  };
}

/** Starts a server of a lab: at first, and again after its power was cut. */
export async function bootNode(tools: LabTools, lab: Lab, node: LabNode): Promise<void> {
  const { name, folder, address, cable } = node;
  const gateway = lab.internet ? lab.gateway : '';
  const server = { name, folder, address, cable, gateway, bridge: lab.bridge, script: serverScript };
  await bootMachine(tools, { ...server, ...given({ docker: lab.docker?.folder }) });
}

async function bootRegistry(tools: LabTools, lab: Lab): Promise<void> {
  const folder = `${lab.folder}/registry`;
  const storage = `storage: {filesystem: {rootdirectory: ${folder}/storage}, delete: {enabled: true}}`;
  const settings = ['version: 0.1', 'log: {level: error}', storage, 'http: {addr: ":80"}', ''];
  await tools.files.write(`${folder}/registry.yml`, settings.join('\n'));
  const place = { name: 'registry', folder, address: lab.registry, gateway: '', cable: lab.registryCable };
  await bootMachine(tools, { ...place, bridge: lab.bridge, script: registryScript });
}

async function prepareNodes(tools: LabTools, lab: Lab, options: LabOptions): Promise<LabNode[]> {
  const publicKey = (await tools.files.readText(`${lab.key}.pub`)) ?? '';
  const { number } = lab;
  const { sshd = [], docker = {} } = options;
  const hosts = [...hostLines(lab, options)];
  const resolver = await resolverFile(tools, lab);
  return Promise.all(
    lab.nodes.map(async (node) => {
      const { name, folder } = node;
      const settings = { number, name, folder, publicKey, hosts, resolver, sshd, docker };
      return { ...node, hostKey: await prepareServer(tools, settings) };
    }),
  );
}

/** Without internet, other people's registries are the lab's own, so that their names resolve at once and in vain never. */
const knownRegistries = [
  'docker.io',
  'index.docker.io',
  'registry-1.docker.io',
  'ghcr.io',
  'quay.io',
  'lscr.io',
  'codeberg.org',
  'registry.gitlab.com',
  'git.coopcloud.tech',
];

function hostLines(lab: Lab, options: LabOptions): string[] {
  const registries = [...(lab.internet ? [] : knownRegistries), ...(options.registries ?? [])];
  const line = registries.length > 0 ? [`${lab.registry} ${registries.join(' ')}`] : [];
  return [...lab.nodes.map(({ name, address }) => `${address} ${name}`), ...line];
}

/** Without internet: an address where nobody answers names and the refusal comes at once. Docker looks up names even when its mirror has the image. */
async function resolverFile(tools: LabTools, lab: Lab): Promise<string> {
  if (!lab.internet) return `nameserver ${lab.gateway}\noptions attempts:1 timeout:1\n`;
  const upstream = await tools.files.readText('/run/systemd/resolve/resolv.conf');
  return upstream ?? (await tools.files.readText('/etc/resolv.conf')) ?? '';
}
