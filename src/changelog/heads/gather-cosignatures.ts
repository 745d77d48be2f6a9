import type { EntryId } from '../../model/brand.js';
import { formatNote } from '../../tlog/note/note.js';
import { isQuorum } from '../../tlog/note/policy.js';
import { consistencyProof } from '../../tlog/tree/proofs.js';
import type { HttpClient } from '../../tools/http-client.js';
import { askWitnesses, type WitnessFailure } from '../ask-witnesses.js';
import { loadTree } from '../log/load-tree.js';
import type { Log } from '../log/log.js';
import { takeWon } from '../push-once.js';
import { refreshLog } from '../refresh-log.js';
import type { Workplace } from '../workplace.js';
import { joinHeads } from './best-head.js';
import { cosignaturesOf, policyIn } from './cosignatures-of.js';
import { parseHead, type Head } from './head.js';
import { pushHead } from './push-head.js';
import { keepCosigned, witnessHeads } from './remembered-head.js';
import { signHead } from './sign-head.js';

/** Who has cosigned the newest head, and who did not answer as asked. */
export interface Gathered {
  /** Whether that is what the policy asks for; true where it asks for nobody. */
  readonly enough: boolean;
  readonly witnesses: readonly string[];
  readonly failures: readonly WitnessFailure[];
}

/**
 * Asks the witnesses of the policy in force to cosign the newest head now, and publishes what they say with it. What others
 * append meanwhile changes the head, not the answer. A head that does not cover these announcements says nothing of them.
 */
export async function gatherCosignatures(
  place: Workplace,
  http: HttpClient,
  announced: readonly EntryId[],
): Promise<Gathered> {
  const { log } = await refreshLog(place);
  const policy = policyIn(log.state.policy);
  if (!policy || policy.quorum === 'none') return { enough: true, witnesses: [], failures: [] };
  const signed = await signIfNeeded(place, log, announced);
  const head = parseHead(signed.checkpoint ?? '', place.origin);
  if ('problem' in head || !covers(head, signed, announced)) return { enough: false, witnesses: [], failures: [] };
  const tree = await treeOf(place, signed);
  const { lines, failures } = await askWitnesses(http, {
    witnesses: policy.witnesses,
    note: head.text,
    since: 0,
    consistency: (from) => tree(from),
  });
  const joined = await publishCosigned(place, signed, { head, lines });
  const witnesses = cosignaturesOf(policy, [joined]).map(({ witness }) => witness);
  return { enough: isQuorum(policy, new Set(witnesses)), witnesses, failures };
}

/** Where many write at once, the head over an announcement may have been left to those who came behind it. */
async function signIfNeeded(place: Workplace, log: Log, announced: readonly EntryId[]): Promise<Log> {
  const head = parseHead(log.checkpoint ?? '', place.origin);
  if (!('problem' in head) && covers(head, log, announced)) return log;
  await signHead(place);
  return (await refreshLog(place)).log;
}

/** The remote may have taken the entries and refused the head over them. */
function covers({ size }: Head, { state }: Log, announced: readonly EntryId[]): boolean {
  return announced.every((id) => (state.intents[id]?.position ?? Number.POSITIVE_INFINITY) < size);
}

async function treeOf(place: Workplace, log: Log): Promise<(from: number) => Promise<Uint8Array[]>> {
  const clone = await place.clone();
  return async (from) => consistencyProof(await loadTree(clone, log, [from, log.signed]), from, log.signed);
}

/** The head with what was signed below it, here and on the witnesses' branches; kept in the repository where nobody was faster. */
async function publishCosigned(
  place: Workplace,
  log: Log,
  { head, lines }: { head: Head; lines: readonly string[] },
): Promise<Head> {
  const own = head.note.signatures.map(({ line }) => line);
  const text = formatNote(head.note.text, [...new Set([...own, ...lines])]);
  const asked = parseHead(text, place.origin);
  const all = [head, ...('problem' in asked ? [] : [asked]), ...(await witnessHeads(place))];
  const joined = joinHeads(all, place.origin).find(({ note }) => note.text === head.note.text) ?? head;
  await keepCosigned(place, joined);
  if (joined.text === log.checkpoint) return joined;
  const message = `head over ${joined.size} entries, cosigned\n`;
  const main = await pushHead(place, log, { author: 'tend', message, text: joined.text });
  if (main) await takeWon(place, { ...log, commit: main, checkpoint: joined.text }, { ...place.memory.refs, main });
  return joined;
}
