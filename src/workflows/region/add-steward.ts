import { join } from 'node:path';
import { hasRecordKey } from '../../changelog/keys/kept-keys.js';
import { setInYaml } from '../../manifest/edit-yaml.js';
import { planRegionEdit, type ManifestEdit } from '../../manifest/manifest-edit.js';
import { readRegion } from '../../manifest/read-region.js';
import { given } from '../../model/given.js';
import { KnownError } from '../../model/known-error.js';
import type { Region, Steward } from '../../model/region.js';
import { filesWithAll } from '../../tools/files-with.js';
import type { Tools } from '../../tools/tools.js';
import { commitEdit } from './commit-edit.js';
import { makePseudonym } from './make-pseudonym.js';
import type { OpenRegion } from './open-region.js';
import { pseudonymHere } from './pseudonym-here.js';
import { finishEdits } from './pending-edits.js';
import { keepSaidActor } from './said-actor.js';

/** Who is to answer for services too. */
export interface StewardWish {
  readonly name: string;
  /** Their pseudonym in the record, where they have one already; none: one is made. */
  readonly id?: string;
  readonly contact?: string;
  /** It is whoever sits at this machine. */
  readonly isMe: boolean;
}

type AddTools = Pick<Tools, 'environment' | 'files' | 'git' | 'random'>;

/** Writes one more steward into region.yml and commits it; `isMe`: this machine acts as them from now on. USAGE for a name or pseudonym that is taken. */
export async function addSteward(tools: AddTools, open: OpenRegion, wish: StewardWish): Promise<Steward> {
  await finishEdits(tools, open.folder);
  refuseTaken(open, wish);
  const id = wish.id ?? (await ownPseudonym(tools, open, wish)) ?? makePseudonym(tools.random);
  const steward = { id, ...given({ contact: wish.contact }) };
  const edit = await planRegionEdit(tools.files, open.folder, (text) =>
    setInYaml(text, ['stewards', wish.name], steward),
  );
  const region = await regionWith(tools, open, edit);
  await commitEdit(tools, open, { edits: [edit], subject: `Add the steward ${wish.name}` });
  if (wish.isMe) await keepSaidActor(tools, region, id);
  return { name: wish.name, ...steward };
}

/** The region as it will be. What it does not take of the wish is a mistake in the words of the command, not in a file. */
async function regionWith({ files }: AddTools, { folder }: OpenRegion, { file, after }: ManifestEdit): Promise<Region> {
  return readRegion(filesWithAll(files, new Map([[join(folder, file), after]])), folder).catch((error: unknown) => {
    if (!(error instanceof KnownError) || error.code !== 'MANIFEST_INVALID') throw error;
    throw new KnownError('USAGE', 'that cannot stand in region.yml: nothing was written', {
      details: [...error.details, error.message],
      tryThis: ['a name is a to z, 0 to 9 and -: tend steward add bo', 'a pseudonym begins with op-: --id op-7f3k2m'],
      cause: error,
    });
  });
}

function refuseTaken({ region }: OpenRegion, { name, id }: StewardWish): void {
  const taken = region.stewards.find((steward) => steward.name === name || steward.id === id);
  if (!taken) return;
  throw new KnownError('USAGE', `${taken.name} is a steward already, ${taken.id} in the record: nothing was written`, {
    tryThis: [
      `if you are ${taken.name}: tend whoami --as ${taken.name}`,
      `let a key of theirs into the record: tend changelog key add ${taken.name} "ssh-ed25519 AAAA…"`,
    ],
  });
}

/** The pseudonym under which this machine has a key for the record already: the same person stays the same in it. */
async function ownPseudonym(tools: AddTools, open: OpenRegion, { isMe }: StewardWish): Promise<string | undefined> {
  const kept = isMe ? await pseudonymHere(tools) : undefined;
  if (kept === undefined || open.region.stewards.some(({ id }) => id === kept)) return undefined;
  return (await hasRecordKey(open.changelog.place, kept)) ? kept : undefined;
}
