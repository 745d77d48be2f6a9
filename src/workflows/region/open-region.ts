import type { TellNotice } from '../../changelog/workplace.js';
import { findRegionFolder } from '../../manifest/find-region-folder.js';
import { readRegion } from '../../manifest/read-region.js';
import type { Acting, Actor } from '../../model/acting.js';
import { given } from '../../model/given.js';
import { KnownError } from '../../model/known-error.js';
import { logOrigin } from '../../model/log-origin.js';
import type { ManifestState } from '../../model/plan.js';
import type { Region } from '../../model/region.js';
import type { ReadingTools } from '../../tools/tools.js';
import { openRegionChangelog, type RegionChangelog } from '../changelog/region-changelog.js';
import { readActing } from './read-acting.js';
import { readManifestState } from './read-manifest-state.js';

/** A region as a command works with it: what is wanted, which manifest that is, and its record. */
export interface OpenRegion {
  readonly folder: string;
  readonly region: Region;
  readonly manifest: ManifestState;
  readonly changelog: RegionChangelog;
  /** Who acts: found out, or asked, once a command; whoever opened the region is told. USAGE where nobody says. */
  readonly actor: () => Promise<Actor>;
  /** A clone whose manifest names no record: others may have one. Asked where none is found. */
  readonly mayBeElsewhere?: () => Promise<boolean>;
}

/** The region as planning has it: its record can be read, and nothing be added to it. */
export interface RegionToPlan extends Omit<OpenRegion, 'changelog' | 'actor'> {
  readonly changelog: Pick<RegionChangelog, 'read'>;
}

/** What whoever opens a region hears, and whether somebody may be asked who they are. */
export interface RegionOpener {
  /** What its record has to say at once. */
  readonly tell?: TellNotice;
  readonly tellActing?: (acting: Acting) => void;
  /** Default: nobody may. */
  readonly mayAsk?: boolean;
}

/** Opens the region in a folder, or the nearest one upwards. */
export async function openRegion(
  tools: ReadingTools,
  folder?: string,
  { tell, tellActing, mayAsk = false }: RegionOpener = {},
): Promise<OpenRegion> {
  const from = folder ?? tools.environment.workingFolder;
  if (!(await tools.files.exists(from)))
    throw new KnownError('MANIFEST_NOT_FOUND', `there is no folder ${from}`, {
      tryThis: ['name the folder of a region: -C DIR', 'or go into it and leave -C out'],
    });
  const found = await findRegionFolder(tools.files, from);
  if (found === undefined) {
    throw new KnownError('MANIFEST_NOT_FOUND', `no region.yml in ${from} or above it`, {
      tryThis: ['start a region here: tend init NAME --domain DOMAIN', 'or name its folder: -C DIR'],
    });
  }
  const region = await readRegion(tools.files, found);
  const manifest = await readManifestState(tools, found);
  const origin = logOrigin(region);
  const changelog = openRegionChangelog(tools, {
    origin,
    remotes: region.changelogRemotes,
    regionFolder: found,
    regionName: region.name,
    recipients: [...region.stewards.flatMap(({ age }) => age ?? []), ...(region.changelogAuditors ?? [])],
    ...given({ fingerprint: region.changelogFingerprint, tell }),
  });
  const mayBeElsewhere = async () =>
    region.changelogRemotes.length === 0 && (await tools.git.run(['remote'], { cwd: found })).stdout.trim() !== '';
  const question = { region, place: changelog.place, mayAsk, mayBeElsewhere };
  const actor = once(async () => {
    const acting = await readActing(tools, question);
    tellActing?.(acting);
    return acting;
  });
  return { folder: found, region, manifest, changelog, actor, mayBeElsewhere };
}

function once<T>(find: () => Promise<T>): () => Promise<T> {
  let found: Promise<T> | undefined;
  return () => (found ??= find());
}
