import { join } from 'node:path';
import type { Files } from '../../tools/files.js';
import type { ForkProof } from './fork-proof.js';

/** Writes a proof, named by the sizes of its two heads, among the evidence in a log's folder; gives its path. */
export async function keepForkProof(files: Pick<Files, 'write'>, folder: string, proof: ForkProof): Promise<string> {
  const sizes = proof.heads.map((head) => head.split('\n')[1]);
  const file = join(folder, 'evidence', `fork-${sizes.join('-')}.json`);
  await files.write(file, `${JSON.stringify(proof, undefined, 2)}\n`);
  return file;
}
