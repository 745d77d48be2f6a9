import { logFolder } from '../../changelog/log-folder.js';
import type { ReadSoFar } from '../../changelog/log/reading.js';
import { keepForkProof } from '../../changelog/proofs/keep-fork-proof.js';
import type { Anchor, Verification } from '../../changelog/verify/verification.js';
import { verifyChangelog } from '../../changelog/verify/verify-changelog.js';
import { verifyClone } from '../../changelog/verify/verify-clone.js';
import type { Tell } from '../../model/event.js';
import { given } from '../../model/given.js';
import { recordContents } from '../../record/record-contents.js';
import type { ReadingTools } from '../../tools/tools.js';
import { openRegion } from '../region/open-region.js';
import { readNamedFile } from '../region/read-named-file.js';

/** Which record is verified, how thoroughly, and against what from outside. */
export interface VerifyWish {
  /** Folder of a clone; none: the changelog of the region. */
  readonly clone?: string;
  readonly region?: string;
  readonly deep: boolean;
  /** A file with a trust policy. */
  readonly policy?: string;
  readonly fingerprint?: string;
  readonly firstUse: boolean;
}

/** What was found; where two histories were signed, also a file that shows it to anybody. */
export interface VerifiedRecord extends Verification {
  readonly evidence?: string;
}

/** Verifies the changelog of a region, or a clone of any: then without manifest, nodes or network. */
export async function verifyRecord(tools: ReadingTools, wish: VerifyWish, tell: Tell): Promise<VerifiedRecord> {
  const anchor = await readAnchor(tools, wish);
  const progress = tellProgress(tools, tell);
  const found = await (wish.clone === undefined
    ? verifyRegion(tools, wish, { anchor, progress })
    : verifyClone(tools, { folder: wish.clone, contents: recordContents, anchor, progress }));
  return { ...found, ...(await keepEvidence(tools, found)) };
}

async function verifyRegion(
  tools: ReadingTools,
  { region, deep }: VerifyWish,
  { anchor, progress }: { readonly anchor: Anchor; readonly progress: ReadSoFar },
): Promise<Verification> {
  const { changelog } = await openRegion(tools, region);
  const { fingerprint } = changelog.place;
  const known = fingerprint === undefined ? {} : { fingerprint };
  return verifyChangelog(changelog.place, { deep, anchor: { ...known, ...anchor }, progress });
}

const quietMs = 500;

/** A word now and then on a long log. */
function tellProgress({ clock }: ReadingTools, tell: Tell): ReadSoFar {
  let next = clock.monotonic() + quietMs;
  return (files, of) => {
    if (clock.monotonic() < next || files === of) return;
    next = clock.monotonic() + quietMs;
    tell({ type: 'notice', text: `checked ${Math.floor((100 * files) / of)} % of the entries` });
  };
}

/** Two signed histories: whoever signed them cannot take it back once others have the file. */
async function keepEvidence(
  { files, environment }: ReadingTools,
  { origin, fork }: Verification,
): Promise<{ evidence?: string }> {
  if (!fork) return {};
  return { evidence: await keepForkProof(files, logFolder(environment, origin), fork) };
}

async function readAnchor({ files }: ReadingTools, { policy, fingerprint, firstUse }: VerifyWish): Promise<Anchor> {
  const text = policy === undefined ? undefined : await readNamedFile(files, policy);
  return {
    firstUse,
    ...given({ policy: text, fingerprint }),
  };
}
