import type { Commit } from '../../model/brand.js';
import { mustRun, type Clone } from '../clone/clone.js';
import { listTree } from '../clone/list-tree.js';
import { readBlobs } from '../clone/read-blobs.js';
import type { Problem } from '../problem.js';
import type { WholeLog } from './read-whole.js';
import { verifyDetails, type VerifiedDetails } from './verify-details.js';

/** The texts on the branch `details` against the entries, and whether its history still holds what was erased. */
export async function verifyDetailsBranch(
  clone: Clone,
  details: Commit | undefined,
  { detailed, state: { erased } }: WholeLog,
): Promise<VerifiedDetails> {
  const texts = details ? await readTexts(clone, details) : new Map<string, Uint8Array>();
  const verified = verifyDetails({ entries: detailed, erased, texts });
  const left = details && Object.keys(erased).length > 0 ? await leftInHistory(clone, details, erased) : [];
  return { ...verified, problems: [...verified.problems, ...left] };
}

async function readTexts(clone: Clone, commit: Commit): Promise<Map<string, Uint8Array>> {
  const files = (await listTree(clone, commit)).filter((file) => file.type === 'blob');
  const texts = await readBlobs(
    clone,
    files.map((file) => file.object),
  );
  return new Map(files.map((file, index) => [file.path, texts[index] ?? new Uint8Array()]));
}

/** The branch has one commit; a text that was erased from its last one only is still there for everybody. */
async function leftInHistory(
  clone: Clone,
  details: Commit,
  erased: Readonly<Record<string, string>>,
): Promise<Problem[]> {
  const older = await mustRun(clone, ['rev-list', '--objects', `${details}^@`]);
  const left = older
    .split('\n')
    .map((row) => row.slice(row.indexOf('/') + 1))
    .filter((name) => Object.hasOwn(erased, name));
  return [...new Set(left)].map((commitment) => ({
    code: 'detail-not-erased',
    says: `the text ${commitment.slice(0, 8)}, which two people erased, still lies in the history of the branch details`,
  }));
}
