import { hash } from 'node:crypto';
import { join } from 'node:path';
import { readRefs } from '../../changelog/clone/read-refs.js';
import { policyIn } from '../../changelog/heads/cosignatures-of.js';
import { openChangelog } from '../../changelog/open-changelog.js';
import type { ForkProof } from '../../changelog/proofs/fork-proof.js';
import { refreshLog } from '../../changelog/refresh-log.js';
import type { Verification } from '../../changelog/verify/verification.js';
import { verifyChangelog } from '../../changelog/verify/verify-changelog.js';
import type { ChangelogTools, Workplace } from '../../changelog/workplace.js';
import type { EntryId, Timestamp } from '../../model/brand.js';
import { given } from '../../model/given.js';
import { KnownError } from '../../model/known-error.js';
import { withoutCredentials } from '../../model/without-credentials.js';
import { recordContents } from '../../record/record-contents.js';
import type { LogLook, Noticed } from '../../watch/log-look.js';
import type { WatchedLog } from './watched-log.js';

/** The copy of a watched log, apart from the one that the region's own commands use. */
export function placeOf(tools: ChangelogTools, { origin, remotes, own, fingerprint }: WatchedLog): Workplace {
  const stateFolder = join(tools.environment.stateFolder, 'watched');
  const apart = { ...tools, environment: { ...tools.environment, stateFolder } };
  return openChangelog(apart, {
    origin,
    contents: recordContents,
    remotes,
    regionFolder: own?.folder ?? '',
    regionName: own?.region.name ?? '',
    ...given({ fingerprint }),
  }).place;
}

/** Reads what is new in a log, checks it against what was seen before, and writes a proof down where it was forked. */
export async function lookAtLog(place: Workplace): Promise<LogLook> {
  const about = { origin: place.origin, remote: withoutCredentials(place.remote) };
  try {
    const found = await verifyPinned(place);
    if (!found.fresh) return { ...about, reached: false, ...silence(about.remote) };
    return { ...about, reached: true, ...(await lookOf(place, found)) };
  } catch (error) {
    if (!(error instanceof KnownError)) throw error;
    const { message: says, details, tryThis } = error;
    return { ...about, reached: false, says, details, tryThis };
  }
}

/** The first look pins what it finds; each later one holds it against that. */
async function verifyPinned(place: Workplace): Promise<Verification> {
  const { seen } = await readRefs(await place.clone());
  if (!seen) await refreshLog(place).catch(unlessInvalid);
  const anchor = place.fingerprint === undefined ? {} : { fingerprint: place.fingerprint };
  return verifyChangelog(place, { deep: false, anchor });
}

/** What does not hold is told in full by verifying. */
function unlessInvalid(error: unknown): void {
  if (!(error instanceof KnownError && error.exitStatus === 12)) throw error;
}

function silence(remote: string) {
  const says = `the changelog at ${remote} does not answer`;
  return { says, details: [], tryThis: [`see whether git reaches it: git ls-remote ${remote}`] };
}

async function lookOf(place: Workplace, found: Verification) {
  const log = place.memory.log;
  const policy = policyIn(log?.state.policy ?? null);
  const cosignedAt = found.seenBy
    .map(({ at }) => at)
    .sort()
    .at(-1);
  const lastEntryAt = log?.state.lastTime ?? undefined;
  const proof = found.fork && (await keepProof(place, found.fork));
  return {
    size: found.size,
    head: (log?.checkpoint ?? '').split('\n').slice(1, 3).join(' '),
    asksWitnesses: policy !== undefined && policy.quorum !== 'none',
    problems: found.problems,
    open: found.open.map((open): Noticed => ({ ...open, ...sinceOf(place, open.id) })),
    clone: (await place.clone()).folder,
    ...given({ lastEntryAt, cosignedAt, proof }),
  };
}

function sinceOf({ memory }: Workplace, id: EntryId | undefined): { since?: Timestamp } {
  const { intents = {}, breakglasses = {} } = memory.log?.state ?? {};
  const since = id === undefined ? undefined : (intents[id]?.intent.deadline ?? breakglasses[id]?.time);
  return since === undefined ? {} : { since };
}

/** Proofs that are kept of one log; the first ones say it all, and a forger must not fill the disk. */
const mostProofs = 16;

async function keepProof({ files, folder }: Workplace, proof: ForkProof): Promise<string | undefined> {
  const text = `${JSON.stringify(proof, null, 2)}\n`;
  const name = `${hash('sha256', proof.heads.map(textOf).join('')).slice(0, 16)}.json`;
  const there = (await files.list(join(folder, 'forks'))).map((each) => each.name);
  const path = join(folder, 'forks', name);
  if (there.includes(name)) return path;
  if (there.length >= mostProofs) return undefined;
  await files.write(path, text);
  return path;
}

/** A head without its signatures: new cosignatures make no new fork. */
function textOf(head: string): string {
  return head.split('\n\n')[0] ?? head;
}
