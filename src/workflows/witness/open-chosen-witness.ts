import type { WitnessTools } from '../../tools/witness-tools.js';
import { chooseWitness, witnessFolder } from '../../witness/witness-folder.js';
import { openWitness, type Witness } from '../../witness/witness.js';

/** Opens the witness of that name, or the only one of this machine. */
export async function openChosenWitness(tools: WitnessTools, name: string | undefined): Promise<Witness> {
  const { stateFolder } = tools.environment;
  const chosen = await chooseWitness(tools.files, stateFolder, name);
  return openWitness(tools, witnessFolder(stateFolder, chosen));
}
