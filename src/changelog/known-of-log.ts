import { join } from 'node:path';
import { signedHeads } from './heads/remembered-head.js';
import { parseHead } from './heads/head.js';
import { readPin } from './verify/pin.js';
import { KnownError } from '../model/known-error.js';
import { withoutCredentials } from '../model/without-credentials.js';
import type { Workplace } from './workplace.js';

/** What this machine knows of a log outside its copy of the entries: that there were so many, or its fingerprint alone. */
export interface KnownOfLog {
  readonly size: number;
  /** How it knows that, as the end of a sentence. */
  readonly from: string;
}

/**
 * What says that there is a log, although neither the remote nor the copy here has an entry: heads that this machine signed, that
 * witnesses cosigned, or that it verified, and the fingerprint that the region vouches for. Undefined: it may be a new one.
 */
export async function knownOfLog(place: Workplace): Promise<KnownOfLog | undefined> {
  const heads = [...(await fromSigned(place)), ...(await fromCosigned(place)), ...(await fromPin(place))];
  const [largest] = heads.sort((a, b) => b.size - a.size);
  if (largest) return largest;
  return place.fingerprint === undefined ? undefined : { size: 1, from: 'region.yml names its fingerprint' };
}

async function fromSigned(place: Workplace): Promise<KnownOfLog[]> {
  const published = (await signedHeads(place)).filter((head) => head.published);
  return published.map(({ size }) => ({ size, from: 'this machine signed the head over them' }));
}

async function fromCosigned({ files, folder, origin }: Workplace): Promise<KnownOfLog[]> {
  const head = parseHead((await files.readText(join(folder, 'cosigned-head'))) ?? '', origin);
  return 'problem' in head ? [] : [{ size: head.size, from: 'witnesses were asked to cosign the head over them' }];
}

async function fromPin({ files, folder }: Workplace): Promise<KnownOfLog[]> {
  const pin = await readPin(files, folder);
  return pin ? [{ size: pin.size, from: `they were verified here at ${pin.at}` }] : [];
}

/** CHANGELOG_REWRITTEN: the remote has no entry of a log of which this machine knows that it has some. */
export async function refuseIfGone(place: Workplace): Promise<void> {
  const known = await knownOfLog(place);
  if (!known) return;
  throw new KnownError('CHANGELOG_REWRITTEN', goneWords(place, known), {
    details: [known.from],
    tryThis: [
      'see whether region.yml names the right repository, and ask those who run it to bring it back',
      'on a machine that has read it: tend changelog recover',
    ],
  });
}

/** The remote has nothing of it. */
export function goneWords(place: Workplace, { size }: Pick<KnownOfLog, 'size'>): string {
  const entries = size === 1 ? 'at least 1 entry' : `${size} entries`;
  return `the changelog at ${withoutCredentials(place.remote)} is gone: there is no log, where ${entries} should be`;
}
