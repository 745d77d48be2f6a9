import { newDriftSchema, type NewEntry } from '../../model/entry.js';
import type { ObservedService } from '../../model/observation.js';
import type { App } from '../../model/region.js';
import { findAppFile } from '../../manifest/manifest-edit.js';
import type { Tools } from '../../tools/tools.js';
import type { OpenRegion } from '../region/open-region.js';
import { finishEdits } from '../region/pending-edits.js';
import type { KeptApp } from './kept-app.js';

interface Finishing {
  readonly app: App;
  /** Pseudonym of whoever acts. */
  readonly actor: string;
  readonly running: readonly ObservedService[];
}

type KeptEntry = Extract<NewEntry, { type: 'drift' }>;

/**
 * Records what a killed `tend keep` wrote into the manifest and did not come to record; undefined where there is no such
 * thing, or the app was changed since.
 */
export async function finishKeeping(
  tools: Tools,
  open: OpenRegion,
  finishing: Finishing,
): Promise<KeptApp | undefined> {
  const { app, actor } = finishing;
  const notes = await finishEdits(tools, open.folder);
  for (const note of notes) {
    const { data: entry } = newDriftSchema.safeParse(note.entry);
    if (entry?.app !== app.name || entry.node !== app.node) continue;
    const isOpen = isAsSeen(entry, finishing) && !(await isRecorded(open, entry));
    if (isOpen) await open.changelog.append([{ ...entry, actor, time: tools.clock.now() }]);
    await note.forget();
    const found = await findAppFile(tools.files, open.folder, app.key);
    if (isOpen) return { app: app.name, services: entry.services, file: found?.file ?? 'region.yml' };
  }
  return undefined;
}

function isAsSeen({ services }: KeptEntry, { app, running }: Finishing): boolean {
  return services.every(({ name, index }) =>
    running.some((one) => one.name === `${app.stack}_${name}` && one.index === index),
  );
}

async function isRecorded({ changelog }: OpenRegion, wanted: KeptEntry): Promise<boolean> {
  const { kept = [] } = await changelog.read({ offlineOk: false });
  const indexes = (entry: Pick<KeptEntry, 'services'>) =>
    entry.services.map(({ name, index }) => `${name} ${index}`).join();
  return kept.some(
    ({ app, node, entry }) => app === wanted.app && node === wanted.node && indexes(entry) === indexes(wanted),
  );
}
