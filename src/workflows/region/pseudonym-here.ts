import { join } from 'node:path';
import type { ReadingTools } from '../../tools/tools.js';
import { makePseudonym } from './make-pseudonym.js';

type PseudonymTools = Pick<ReadingTools, 'environment' | 'files' | 'random'>;

/** The pseudonym that this machine keeps for whoever no manifest names; undefined where there is none yet. */
export async function pseudonymHere(tools: Pick<PseudonymTools, 'environment' | 'files'>): Promise<string | undefined> {
  return (await tools.files.readText(pseudonymPath(tools)))?.trim() || undefined;
}

/** The same, made where there is none yet. */
export async function keptPseudonym(tools: PseudonymTools): Promise<string> {
  const known = await pseudonymHere(tools);
  if (known !== undefined) return known;
  const id = makePseudonym(tools.random);
  await tools.files.write(pseudonymPath(tools), `${id}\n`);
  return id;
}

function pseudonymPath({ environment }: Pick<PseudonymTools, 'environment'>): string {
  return join(environment.stateFolder, 'pseudonym');
}
