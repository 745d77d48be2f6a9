import type { LoggedEntry } from '../../model/contents.js';
import { openDetail } from '../detail.js';
import { commitmentsOf } from '../details-folder.js';
import type { LogState } from '../fold/log-state.js';
import { entryProblem, type NamedEntry, type Problem } from '../problem.js';
import { isSealed } from '../is-sealed.js';

/** What an entry committed to, and not all that it says: a long log fits into memory. */
export interface DetailedEntry extends NamedEntry {
  readonly commitments: readonly string[];
  /** The one of them that is a plan. */
  readonly plan?: string;
}

/** Undefined where an entry committed to nothing. */
export function detailedEntry({ position, id, entry }: LoggedEntry): DetailedEntry | undefined {
  const commitments = commitmentsOf(entry);
  if (commitments.length === 0) return undefined;
  const { time, actor } = entry;
  const plan = entry.type === 'intent' ? { plan: entry.plan } : {};
  return { position, id, entry: { time, actor }, commitments, ...plan };
}

/** Problems, and details that are not there (erased, or never published). */
export interface VerifiedDetails {
  readonly problems: Problem[];
  readonly absent: Problem[];
}

interface Verifying {
  readonly entries: readonly DetailedEntry[];
  readonly erased: LogState['erased'];
  /** What lies on the details branch, path to bytes. */
  readonly texts: ReadonlyMap<string, Uint8Array>;
}

/** Whether the texts beside the log are those that entries committed to, and whether what was erased is gone. */
export function verifyDetails({ entries, erased, texts }: Verifying): VerifiedDetails {
  const verified: VerifiedDetails = { problems: [], absent: [] };
  const named = new Set<string>();
  for (const logged of entries) {
    for (const commitment of logged.commitments) {
      named.add(`details/${commitment}`);
      verifyDetail({ logged, commitment, isErased: erased[commitment] !== undefined }, texts, verified);
    }
  }
  verified.problems.push(...[...texts.keys()].filter((path) => !named.has(path)).map(unknownDetail));
  return verified;
}

interface Named {
  readonly logged: DetailedEntry;
  readonly commitment: string;
  readonly isErased: boolean;
}

function verifyDetail(
  { logged, commitment, isErased }: Named,
  texts: ReadonlyMap<string, Uint8Array>,
  verified: VerifiedDetails,
): void {
  const bytes = texts.get(`details/${commitment}`);
  if (!bytes) {
    // A plan is published only where there is somebody to seal it to.
    if (commitment === logged.plan && !isErased) return;
    const why = isErased ? 'it was erased by two people' : 'erased, or not published';
    verified.absent.push(entryProblem('detail-absent', logged, `has a text of its own that is not there: ${why}`));
  } else if (isErased) {
    verified.problems.push(
      entryProblem('detail-not-erased', logged, 'has a text of its own that two people erased, and that is there'),
    );
  } else {
    const says = misfit(textOf(bytes), commitment, logged.plan);
    if (says !== undefined) verified.problems.push(entryProblem('detail-altered', logged, says));
  }
}

/** Plans are sealed and nothing else is: whoever may push must not put the one in the place of the other. */
function misfit(text: string, commitment: string, plan: string | undefined): string | undefined {
  if (commitment === plan)
    return isSealed(text) ? undefined : 'has a plan that is sealed for some, and something open now lies in its place';
  if (isSealed(text)) return 'committed to a text for everybody, and something sealed now lies in its place';
  if (openDetail(text, commitment) !== undefined) return undefined;
  return 'committed to another text than the one that now lies beside it';
}

function textOf(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('utf8');
}

function unknownDetail(path: string): Problem {
  return { code: 'detail-unknown', says: `${JSON.stringify(path)} on the branch details belongs to no entry` };
}
