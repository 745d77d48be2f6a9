import { join } from 'node:path';
import { checkProof, type CheckedProof } from '../../changelog/proofs/check-proof.js';
import { proveEntry, type EntryProof } from '../../changelog/proofs/prove-entry.js';
import { KnownError } from '../../model/known-error.js';
import { parsePolicy } from '../../tlog/note/policy.js';
import type { Tools } from '../../tools/tools.js';
import type { OpenRegion } from '../region/open-region.js';
import { readNamedFile } from '../region/read-named-file.js';

/** An entry and its proof, as files. */
export interface WrittenProof extends Pick<EntryProof, 'id' | 'size'> {
  readonly entryFile: string;
  readonly proofFile: string;
}

/** Writes an entry and the proof that the record holds it into a folder: `<id>.entry`, `<id>.tlog-proof`. */
export async function writeProof(
  { files }: Pick<Tools, 'files'>,
  open: OpenRegion,
  { id: prefix, folder }: { readonly id: string; readonly folder: string },
): Promise<WrittenProof> {
  const { id, line, proof, size } = await proveEntry(open.changelog.place, prefix);
  const name = id.slice(0, 12);
  const [entryFile, proofFile] = [join(folder, `${name}.entry`), join(folder, `${name}.tlog-proof`)];
  await files.write(entryFile, line);
  await files.write(proofFile, proof);
  return { id, size, entryFile, proofFile };
}

/** Checks a proof of an entry (the file `.entry` beside it) or of a fork, with nothing but a trust policy. */
export async function checkProofFile(
  { files }: Pick<Tools, 'files'>,
  { file, policy: policyFile }: { readonly file: string; readonly policy: string },
): Promise<CheckedProof> {
  const text = await readNamedFile(files, file);
  const policy = parsePolicy(await readNamedFile(files, policyFile));
  if ('fault' in policy)
    throw new KnownError('USAGE', `${policyFile} is no trust policy: line ${policy.line}: ${policy.fault}`, {
      tryThis: [`correct line ${policy.line} of ${policyFile}, or name another file: --policy FILE`],
    });
  const line = await files.readText(file.replace(/\.tlog-proof$/, '.entry'));
  return checkProof({
    text,
    policy,
    ...(line === undefined || line === text ? {} : { line: line.replace(/\n$/, '') }),
  });
}
