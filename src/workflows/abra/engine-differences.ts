import { join } from 'node:path';
import { z } from 'zod';
import type { EngineDifference } from '../../model/engine-difference.js';
import { parseJson } from '../../model/parse-json.js';
import type { Files } from '../../tools/files.js';
import type { OpenRegion } from '../region/open-region.js';

type Keeping = {
  readonly files: Pick<Files, 'readText' | 'write'>;
  readonly environment: { readonly stateFolder: string };
};

/** A file that was cut short, by a power failure or a full disk, counts as none: the next step tells anew. */
const keptSchema: z.ZodType<EngineDifference[]> = z.array(
  z.object({
    app: z.string(),
    node: z.string(),
    recipe: z.string(),
    version: z.string(),
    at: z.string(),
    abra: z.string(),
    fields: z.array(z.string()),
  }),
);

/** What the last step of each app by abra made other than planned, as seen from this machine. */
export async function readDifferences({ files, environment }: Keeping, open: OpenRegion): Promise<EngineDifference[]> {
  const text = await files.readText(pathOf(environment.stateFolder, open));
  return keptSchema.safeParse(parseJson(text ?? '[]')).data ?? [];
}

/** Keeps the newest of each app on its node; none of its fields: it is as planned, and is forgotten. */
export async function keepDifference(tools: Keeping, open: OpenRegion, found: EngineDifference): Promise<void> {
  const others = (await readDifferences(tools, open)).filter(
    ({ app, node }) => app !== found.app || node !== found.node,
  );
  const all = found.fields.length === 0 ? others : [...others, found];
  await tools.files.write(pathOf(tools.environment.stateFolder, open), `${JSON.stringify(all, undefined, 1)}\n`, 0o600);
}

function pathOf(stateFolder: string, { region }: OpenRegion): string {
  return join(stateFolder, 'abra', `${region.domain}.differences.json`);
}
