import type { Commit } from '../../model/brand.js';
import type { Contents } from '../../model/contents.js';
import { origin } from '../../model/entry-fields.js';
import { given } from '../../model/given.js';
import { KnownError } from '../../model/known-error.js';
import { encodeBase64 } from '../../tlog/base64.js';
import { parseCheckpoint } from '../../tlog/note/checkpoint.js';
import { parseNote } from '../../tlog/note/note.js';
import { mustRun, type Clone } from '../clone/clone.js';
import { listTree } from '../clone/list-tree.js';
import { readBlobs } from '../clone/read-blobs.js';
import { parseHead, type Head } from '../heads/head.js';
import { largestSegment } from '../log/find-segments.js';
import type { ReadSoFar } from '../log/reading.js';
import { logFolder } from '../log-folder.js';
import type { ChangelogTools } from '../workplace.js';
import { keepPin, readPin } from './pin.js';
import type { Anchor, Verification } from './verification.js';
import { verifyLog, type Verified } from './verify-log.js';

/** What a stranger has: a clone of a changelog, and nothing else. */
export interface CloneToVerify {
  /** Folder of the clone, bare or with a work tree. */
  readonly folder: string;
  readonly contents: Contents;
  readonly anchor: Anchor;
  /** Told how many files of entries are checked. */
  readonly progress?: ReadSoFar;
}

/** Verifies a log from a clone alone: no network, no manifest, no nodes. USAGE where the folder holds no changelog. */
export async function verifyClone(
  tools: ChangelogTools,
  { folder, contents, anchor, progress }: CloneToVerify,
): Promise<Verification> {
  const clone = await openFolder(tools, folder);
  const refs = await readBranches(clone);
  const main = refs.get('main');
  const named = main && (await readOrigin(clone, main));
  if (!main || named === undefined) throw noChangelog(folder);
  const state = logFolder(tools.environment, named);
  const pinned = await readPin(tools.files, state);
  const details = refs.get('details');
  const found = await verifyLog({
    reading: { clone, origin: named, contents, workers: tools.workers, ...given({ progress }) },
    commit: main,
    others: await readWitnesses(clone, refs, named),
    anchor,
    now: tools.clock.now(),
    ...given({ details, pinned }),
  });
  if (found.problems.length === 0 && found.established !== 'no') await pin(tools, state, found);
  const { head: _head, log: _log, ...verified } = found;
  return { ...verified, remote: folder, fresh: true, depth: 'deep', level: levelOf(found), seenBy: seenByOf(found) };
}

/** A bare one is named outright: git as tend runs it looks for none around a folder. */
async function openFolder({ git }: ChangelogTools, folder: string): Promise<Clone> {
  const words = ['rev-parse', '--absolute-git-dir'];
  const bare = await git.run(['--git-dir', folder, ...words]);
  const found = bare.exitCode === 0 ? bare : await git.run(['-C', folder, ...words]);
  if (found.exitCode !== 0) throw noChangelog(folder);
  return { folder: found.stdout, git, at: 'refs/heads' };
}

/** Branches of a clone, its own before those of its remote. */
async function readBranches(clone: Clone): Promise<Map<string, Commit>> {
  const format = '%(refname) %(objectname)';
  const names = ['refs/remotes/origin', 'refs/heads'];
  const rows = await Promise.all(names.map((name) => mustRun(clone, ['for-each-ref', `--format=${format}`, name])));
  const found = rows.flatMap((text, index) =>
    text
      .split('\n')
      .filter(Boolean)
      .map((row): [string, Commit] => {
        const [ref = '', commit = ''] = row.split(' ');
        return [ref.slice((names[index] ?? '').length + 1), commit];
      }),
  );
  return new Map(found);
}

/** Which log it says it is: by its first entry; by its signed head where that cannot be read. */
async function readOrigin(clone: Clone, main: Commit): Promise<string | undefined> {
  const files = await listTree(clone, main, ['log/checkpoint', 'log/entries/000.ndjson']);
  const blobs = await readBlobs(
    clone,
    files.filter(({ type, size }) => type === 'blob' && size <= largestSegment).map(({ object }) => object),
  );
  const texts = blobs.map((blob) => Buffer.from(blob).toString('utf8'));
  const named = texts.map((text) => /^\{"e":\{.*?"log":"([^"]{1,300})"/.exec(text)?.[1]);
  const heads = texts.map((text) => parseCheckpoint(parseNote(text)?.text ?? '')?.origin);
  return named.find(isNamed) ?? heads.find(isNamed);
}

/** Whoever made the clone wrote it: nothing else than a name of a log is taken for one. */
function isNamed(name: string | undefined): boolean {
  return origin.safeParse(name).success;
}

async function readWitnesses(clone: Clone, refs: ReadonlyMap<string, Commit>, origin: string): Promise<Head[]> {
  const commits = [...refs].filter(([name]) => name.startsWith('witness/')).map(([, commit]) => commit);
  const files = await Promise.all(commits.map((commit) => listTree(clone, commit, ['checkpoint'])));
  const blobs = await readBlobs(
    clone,
    files
      .flat()
      .filter(({ type, size }) => type === 'blob' && size <= 65_536)
      .map(({ object }) => object),
  );
  return blobs.flatMap((blob) => {
    const head = parseHead(Buffer.from(blob).toString('utf8'), origin);
    return 'problem' in head ? [] : [head];
  });
}

async function pin({ files, clock }: ChangelogTools, folder: string, found: Verified): Promise<void> {
  const { fingerprint, head } = found;
  if (fingerprint === null || !head) return;
  await keepPin(files, folder, { fingerprint, size: head.size, root: encodeBase64(head.root), at: clock.now() });
}

function levelOf({ seenBy }: Verified): Verification['level'] {
  return seenBy.length > 0 ? 'witnessed' : 'public';
}

function seenByOf({ seenBy }: Verified): Verification['seenBy'] {
  return seenBy.map(({ witness, head, at }) => ({ witness, size: head.size, at }));
}

function noChangelog(folder: string): KnownError {
  return new KnownError('USAGE', `${folder} is no clone of a changelog`, {
    tryThis: ['git clone ADDRESS-OF-THE-CHANGELOG changelog && tend changelog verify changelog'],
  });
}
