import type { EngineDifference } from '../../model/engine-difference.js';
import { testedAbra } from '../../render/abra-facts.js';
import { toolVersion } from '../../tools/tool-version.js';
import type { ReadingTools } from '../../tools/tools.js';
import type { OpenRegion } from '../region/open-region.js';
import { readAbraProgram, type AbraProgram } from './abra-program.js';
import { readDifferences } from './engine-differences.js';

/** What somebody who works on tend needs to know of engine differences; no values, no names of people or servers. */
export interface EngineReport {
  readonly tend: string;
  readonly abra: AbraProgram;
  readonly knownAbra: string;
  readonly differences: readonly EngineDifference[];
}

/** Gathers what abra made other than planned, as kept on this machine. */
export async function reportDifferences(
  tools: Pick<ReadingTools, 'files' | 'environment' | 'programs'>,
  open: OpenRegion,
): Promise<EngineReport> {
  const [abra, differences] = await Promise.all([readAbraProgram(tools), readDifferences(tools, open)]);
  return { tend: toolVersion(), abra, knownAbra: testedAbra.known, differences };
}
