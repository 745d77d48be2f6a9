import { KnownError } from '../model/known-error.js';
import type { ProcessId } from '../model/process-id.js';
import type { LabTools } from '../tools/lab-tools.js';
import { runHere } from './run-here.js';

/** A machine of a lab: a server, or the registry. */
export interface Machine {
  readonly name: string;
  readonly folder: string;
  readonly address: string;
  /** Empty: it reaches the lab only. */
  readonly gateway: string;
  readonly cable: string;
  readonly bridge: string;
  readonly script: string;
  /** Folder of the Docker that runs there instead of this machine's own. */
  readonly docker?: string;
}

const namespaces = ['--net', '--mount', '--uts', '--pid', '--ipc', '--fork', '--propagation', 'private'];

/** Starts a machine and plugs in its cable. It outlives tend; what runs on it comes up by itself afterwards. */
export async function bootMachine(tools: LabTools, machine: Machine): Promise<ProcessId> {
  const { folder, name, address, gateway, docker = '' } = machine;
  await tools.files.remove(`${folder}/init`);
  await tools.files.write(`${folder}/init.sh`, machine.script);
  const words = [...namespaces, '/bin/sh', '-eu', `${folder}/init.sh`, folder, name, address, gateway, docker];
  const parent = await tools.background.start('unshare', words, `${folder}/init.log`);
  const init = await waitForInit(tools, machine, parent);
  const { cable, bridge } = machine;
  const peer = ['peer', 'name', 'eth0', 'netns', String(init.pid)];
  await runHere(tools, 'ip', ['link', 'add', cable, 'type', 'veth', ...peer]);
  await runHere(tools, 'ip', ['link', 'set', cable, 'master', bridge, 'up']);
  return init;
}

/** The first process of a machine, as it wrote itself down; undefined: never started, or not running. */
export async function readInit(tools: LabTools, folder: string): Promise<ProcessId | undefined> {
  const [pid, started] = (await tools.files.readText(`${folder}/init`))?.trim().split(' ') ?? [];
  if (pid === undefined || started === undefined) return undefined;
  const init = { pid: Number(pid), started };
  return (await tools.background.isAlive(init)) ? init : undefined;
}

async function waitForInit(tools: LabTools, machine: Machine, parent: ProcessId): Promise<ProcessId> {
  for (let tries = 0; tries < 1000; tries++) {
    const init = await readInit(tools, machine.folder);
    if (init) return init;
    if (!(await tools.background.isAlive(parent))) break;
    await tools.clock.sleep(10);
  }
  const log = (await tools.files.readText(`${machine.folder}/init.log`)) ?? '';
  throw new KnownError('LAB_NOT_POSSIBLE', `lab: ${machine.name} did not start`, {
    details: log.trim().split('\n').slice(-5),
    tryThis: ['run it on a machine, or in a virtual one, where root may make namespaces and mounts'],
  });
}
