import { join } from 'node:path';
import { z } from 'zod';
import { logFolder } from '../../changelog/log-folder.js';
import { logOrigin } from '../../model/log-origin.js';
import { parseJson } from '../../model/parse-json.js';
import type { Region } from '../../model/region.js';
import type { ReadingTools } from '../../tools/tools.js';

/** What somebody said on this machine about who they are. */
export interface SaidActor {
  readonly id: string;
  /** Pseudonyms of all stewards of then: somebody who was none of them may be among those that came since. */
  readonly stewards: readonly string[];
}

const schema = z.object({ id: z.string(), stewards: z.array(z.string()) });

type SayTools = Pick<ReadingTools, 'environment' | 'files'>;

/** What was said on this machine in this region; undefined where nothing was. */
export async function readSaidActor(tools: SayTools, region: Region): Promise<SaidActor | undefined> {
  return schema.safeParse(parseJson((await tools.files.readText(saidPath(tools, region))) ?? '')).data;
}

/** Remembers who somebody said they are, until they say otherwise. */
export async function keepSaidActor(tools: SayTools, region: Region, id: string): Promise<void> {
  const said: SaidActor = { id, stewards: region.stewards.map((steward) => steward.id) };
  await tools.files.write(saidPath(tools, region), `${JSON.stringify(said)}\n`);
}

/** Whoever starts a region on this machine is its first steward. */
export async function keepFirstSteward(tools: SayTools, region: Region): Promise<void> {
  const [first] = region.stewards;
  if (first) await keepSaidActor(tools, region, first.id);
}

function saidPath({ environment }: SayTools, region: Region): string {
  return join(logFolder(environment, logOrigin(region)), 'who-acts.json');
}
