import { KnownError } from '../model/known-error.js';
import type { ProcessId } from '../model/process-id.js';
import type { LabTools } from '../tools/lab-tools.js';
import { readInit } from './boot-machine.js';
import { labNames, labsFolder } from './lab-names.js';
import { removeLabHosts } from './lab-hosts.js';
import { removeNetwork } from './raise-network.js';
import { readLabNumbers, readLabState, readMachineFolders } from './read-lab.js';
import { tryHere } from './run-here.js';

/** Takes a lab away whole, also one that was killed half-way: processes, namespaces, network, firewall rules, cgroups, files. */
export async function lowerLab(tools: LabTools, number: number): Promise<void> {
  const release = await holdLab(tools, number);
  try {
    await removeLab(tools, number);
  } finally {
    await release();
  }
}

/** Takes away labs whose owner is gone and labs that were never raised to the end; the labs of others stay. Gives their numbers. */
export async function sweepLabs(tools: LabTools): Promise<number[]> {
  const swept = [];
  for (const number of await readLabNumbers(tools)) {
    const release = await tools.exclusive.hold(labNames(number).lock);
    if (!release) continue;
    const abandoned = (await readLabState(tools, number)) === 'abandoned';
    if (abandoned) swept.push(number);
    await (abandoned ? removeLab(tools, number) : Promise.resolve()).finally(release);
  }
  return swept;
}

/** For who holds the lab's lock already. */
export async function removeLab(tools: LabTools, number: number): Promise<void> {
  const folders = await readMachineFolders(tools, number);
  await waitForBeginners(tools, folders);
  await Promise.all([...folders.map((folder) => endMachine(tools, folder)), endRecorded(tools, number)]);
  await removeNetwork(tools, number);
  await removeLabHosts(tools, number);
  await removeCgroups(tools, number);
  await removeFolder(tools, labNames(number).folder);
  await tryHere(tools, 'rmdir', [labsFolder]);
}

/** A machine whose start was the last thing that somebody did before being killed writes its number down a moment later. */
async function waitForBeginners(tools: LabTools, folders: readonly string[]): Promise<void> {
  const begun = await Promise.all(folders.map((folder) => tools.files.exists(`${folder}/init.sh`)));
  const running = await Promise.all(folders.map((folder) => tools.files.exists(`${folder}/init`)));
  if (begun.some((is, index) => is && !running[index])) await tools.clock.sleep(300);
}

/** Again where a program of somebody who was killed just wrote something. */
async function removeFolder(tools: LabTools, folder: string): Promise<void> {
  for (let tries = 0; tries < 20; tries++) {
    const removed = await tryHere(tools, 'rm', ['-rf', folder]);
    if (removed.exitCode === 0) return;
    await tools.clock.sleep(100);
  }
  await tools.files.remove(folder);
}

/** All at once, as when the power goes: with the first process of a machine everything on it ends. */
export async function endMachine(tools: LabTools, folder: string): Promise<void> {
  const init = await readInit(tools, folder);
  if (init && !(await tools.background.end(init)))
    throw new KnownError('LAB_NOT_POSSIBLE', `lab: process ${init.pid} of ${folder} does not end`, {
      tryThis: ['try again: tend lab down', 'restart this machine'],
    });
  await tools.files.remove(`${folder}/init`);
}

/** Processes beside the machines, such as delay proxies: each wrote `pid started` into the lab's folder `processes`. */
async function endRecorded(tools: LabTools, number: number): Promise<void> {
  const folder = `${labNames(number).folder}/processes`;
  for (const { name } of await tools.files.list(folder)) {
    const process = await readProcess(tools, `${folder}/${name}`);
    if (process) await tools.background.end(process);
  }
}

async function readProcess(tools: LabTools, path: string): Promise<ProcessId | undefined> {
  const [pid, started] = ((await tools.files.readText(path)) ?? '').trim().split(' ');
  return pid && started ? { pid: Number(pid), started } : undefined;
}

/** A group cannot go before the last of its processes has been buried, so it may take a moment. */
async function removeCgroups(tools: LabTools, number: number): Promise<void> {
  const { cgroup } = labNames(number);
  for (let tries = 0; tries < 100; tries++) {
    const found = await tryHere(tools, 'find', [
      '/sys/fs/cgroup',
      '-maxdepth',
      '2',
      '-type',
      'd',
      '-name',
      cgroup.slice(1),
    ]);
    const roots = found.stdout.split('\n').filter((line) => line !== '');
    if (roots.length === 0) return;
    await tryHere(tools, 'find', [...roots, '-depth', '-type', 'd', '-exec', 'rmdir', '{}', '+']);
    if (tries > 0) await tools.clock.sleep(50);
  }
}

async function holdLab(tools: LabTools, number: number): Promise<() => Promise<void>> {
  for (let tries = 0; tries < 600; tries++) {
    const release = await tools.exclusive.hold(labNames(number).lock);
    if (release) return release;
    await tools.clock.sleep(100);
  }
  throw new KnownError(
    'LAB_NOT_POSSIBLE',
    `lab ${number} is being raised or lowered by somebody else for a minute now`,
    {
      tryThis: ['tend lab status', 'once the other has ended: tend lab down'],
    },
  );
}
