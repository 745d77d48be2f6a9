import { isMapping } from '../model/is-mapping.js';
import { parseJson } from '../model/parse-json.js';
import type { LabTools } from '../tools/lab-tools.js';
import { readInit } from './boot-machine.js';
import type { Lab } from '../model/lab.js';
import { labNames, labsFolder } from './lab-names.js';

/** A lab that was raised to the end; undefined where there is none, or only the rest of one, or its file was cut short. */
export async function readLab(tools: LabTools, number: number): Promise<Lab | undefined> {
  const text = await tools.files.readText(labNames(number).labFile);
  const lab = parseJson(text ?? '');
  return isMapping(lab) && Array.isArray(lab['nodes']) ? (lab as unknown as Lab) : undefined;
}

/** Numbers of all labs that have left something on this machine. */
export async function readLabNumbers(tools: LabTools): Promise<number[]> {
  const entries = await tools.files.list(labsFolder);
  return entries
    .map(({ name }) => Number(name))
    .filter((number) => Number.isInteger(number) && number > 0)
    .sort((a, b) => a - b);
}

/** Folders of the machines of a lab, the registry first. */
export async function readMachineFolders(tools: LabTools, number: number): Promise<string[]> {
  const { folder } = labNames(number);
  const servers = await tools.files.list(`${folder}/nodes`);
  return [`${folder}/registry`, ...servers.map(({ name }) => `${folder}/nodes/${name}`)];
}

/**
 * `alive`: in use. `abandoned`: the process it belongs to, or that was raising it, is gone. `dead`: none of its machines runs, as after a
 * restart of this machine. `none`: nothing there. Ask while holding the lab's lock.
 */
export async function readLabState(tools: LabTools, number: number): Promise<'alive' | 'abandoned' | 'dead' | 'none'> {
  if (!(await tools.files.exists(labNames(number).folder))) return 'none';
  const lab = await readLab(tools, number);
  if (!lab || (lab.owner && !(await tools.background.isAlive(lab.owner)))) return 'abandoned';
  const folders = await readMachineFolders(tools, number);
  const running = await Promise.all(folders.map((folder) => readInit(tools, folder)));
  return running.some((init) => init) ? 'alive' : 'dead';
}
