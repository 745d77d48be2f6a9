/** The two files of a proof, and how whoever gets them checks. */
export function showProof({ entryFile, proofFile }: { entryFile: string; proofFile: string }): string {
  return [
    `${entryFile} and ${proofFile}: send both`,
    `  whoever gets them checks with: tend changelog check-proof ${proofFile} --policy trust.policy`,
  ].join('\n');
}
