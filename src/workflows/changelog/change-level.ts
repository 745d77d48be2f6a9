import { copyLog } from '../../changelog/copy-log.js';
import { isLocal } from '../../changelog/level-of.js';
import { knownState } from '../../changelog/known-state.js';
import { readStanding, type Standing } from '../../changelog/read-standing.js';
import { setInYaml } from '../../manifest/edit-yaml.js';
import { planRegionEdit } from '../../manifest/manifest-edit.js';
import { KnownError } from '../../model/known-error.js';
import { withoutCredentials } from '../../model/without-credentials.js';
import { verifierKeysOf } from '../../record/pages/make-trust-policy.js';
import type { Tools } from '../../tools/tools.js';
import { changePolicy } from './change-policy.js';
import { commitEdit } from '../region/commit-edit.js';
import type { OpenRegion } from '../region/open-region.js';

/** How much the record is worth to others now; after moving up, what was done. */
export interface LevelReport extends Standing {
  readonly remote: string;
  readonly origin: string;
  /** Verifier keys of those who sign its checkpoints: what a witness has to be given. */
  readonly keys: readonly string[];
  readonly moved?: 'public' | 'witnessed';
}

/** Tells how much the record is worth to others. */
export async function readLevel({ changelog }: OpenRegion): Promise<LevelReport> {
  const { place } = changelog;
  const standing = await readStanding(place);
  const { keys } = await knownState(place);
  const live = keys.filter(({ revoked, does }) => revoked === null && does.includes('record'));
  const texts = verifierKeysOf(place.origin, live).map(({ text }) => text);
  return { ...standing, remote: withoutCredentials(place.remote), origin: place.origin, keys: texts };
}

/** Takes a record that lay on this machine to where others can read it: copied there, then named in region.yml (committed). */
export async function turnPublic(tools: Tools, open: OpenRegion, remote: string): Promise<LevelReport> {
  if (isLocal(remote))
    throw new KnownError('USAGE', `${remote} is a folder: others cannot read it there`, {
      tryThis: ['tend changelog level public --remote git@forge.example.org:merri-bek/changelog.git'],
    });
  await copyLog(open.changelog.place, remote);
  const edit = await planRegionEdit(tools.files, open.folder, (text) =>
    setInYaml(text, ['changelog', 'remote'], remote),
  );
  await commitEdit(tools, open, { edits: [edit], subject: 'Publish the record' });
  return { ...(await readLevel(open)), level: 'public', remote, moved: 'public' };
}

/** Names who has to have seen the record from now on; it counts as witnessed once they have. */
export async function turnWitnessed(tools: Tools, open: OpenRegion, policy: string): Promise<LevelReport> {
  await changePolicy(tools, open, { file: policy });
  return { ...(await readLevel(open)), moved: 'witnessed' };
}
