/** Entries in a full file: as many as hashes in a tile (C2SP tlog-tiles). */
export const entriesPerSegment = 256;

/** Folder of the entries. */
export const entriesFolder = 'log/entries';

/** Folder of the entries of a draft, from before there were signatures. */
export const draftFolder = 'draft/entries';

/** Path of a segment in the repository: 0 is `log/entries/000.ndjson`, 1234 `log/entries/x001/234.ndjson`. */
export function segmentPath(segment: number, folder = entriesFolder): string {
  const digits = String(segment);
  const padded = digits.padStart(Math.ceil(digits.length / 3) * 3, '0');
  const groups = padded.match(/\d{3}/g) ?? [];
  return `${folder}/${groups.map((group, at) => (at < groups.length - 1 ? `x${group}` : group)).join('/')}.ndjson`;
}
