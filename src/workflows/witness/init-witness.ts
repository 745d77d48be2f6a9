import type { WitnessTools } from '../../tools/witness-tools.js';
import { createWitness } from '../../witness/create-witness.js';
import { witnessFolder } from '../../witness/witness-folder.js';

export interface NewWitness {
  readonly name: string;
  /** What others write into their trust policy. */
  readonly vkey: string;
  /** Key and memory; a copy of the key elsewhere is a second witness that forgets. */
  readonly folder: string;
}

/** Makes a witness on this machine. */
export async function initWitness(tools: WitnessTools, name: string): Promise<NewWitness> {
  const folder = witnessFolder(tools.environment.stateFolder, name);
  const key = await createWitness(tools, folder, name);
  return { name, vkey: key.text, folder };
}
