// A process that appends as a person would: racer.ts FOLDER NAME FROM TO [ACTOR SECOND [beside]]; `op-NAME`, on a machine and with
// a key of its own; or as another actor, with a clock that stands at that second, into
// the repository beside the region.
// Says READY, waits for its input to end, and then a line of ids for each batch: ten intents, then their ten outcomes.
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import type { Appended } from '../../../src/changelog/append-entries.js';
import type { NewEntry } from '../../../src/model/entry.js';
import { openRegionChangelog } from '../../../src/workflows/changelog/region-changelog.js';
import { intentOf, origin, outcomeOf } from '../entries.js';
import { toolsOf } from '../tools-of.js';

const size = 10;
const [folder = '', name = '', from = '0', to = '1', actor = `op-${name}`, second = '00', beside] =
  process.argv.slice(2);
const tools = toolsOf(join(folder, name), { TEND_RECORD_KEY: join(folder, 'keys', name) });
const clock = { ...tools.clock, now: () => `2026-11-22T13:57:${second}Z` };
const changelog = openRegionChangelog(
  { ...tools, clock },
  {
    origin,
    remotes: beside ? [] : [join(folder, 'remote.git')],
    regionFolder: join(folder, 'region'),
    regionName: 'merri-bek',
  },
);

function apps(batch: number): string[] {
  return Array.from({ length: size }, (_, index) => `${name}-${Math.floor(batch / 2)}-${index}`);
}

/** Where all tries were lost one runs it again, as the message says. */
async function appendAtLast(entries: readonly NewEntry[], again = 5): Promise<Appended> {
  try {
    return await changelog.append(entries);
  } catch (error) {
    if (again === 0 || !String(error).includes('others were faster')) throw error;
    process.stderr.write('again\n');
    return appendAtLast(entries, again - 1);
  }
}

process.stdout.write('READY\n');
await text(process.stdin);
let intents: readonly string[] = [];
for (let batch = Number(from); batch < Number(to); batch++) {
  const outcomes = intents.map((id, index) => outcomeOf({ id, app: apps(batch)[index] ?? '' }, { actor }));
  const entries = batch % 2 === 1 && intents.length > 0 ? outcomes : apps(batch).map((app) => intentOf(app, { actor }));
  const { ids } = await appendAtLast(entries);
  intents = batch % 2 === 0 ? ids : [];
  process.stdout.write(`${ids.join(' ')}\n`);
}
