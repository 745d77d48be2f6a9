import { formatCheckpoint } from '../../tlog/note/checkpoint.js';
import { formatNote } from '../../tlog/note/note.js';
import { signNote } from '../../tlog/note/sign-note.js';
import type { VerifierKey } from '../../tlog/note/verifier-key.js';
import { fingerprint, parsePublicKey } from '../../tlog/sshsig/public-key.js';
import { rootAt } from '../../tlog/tree/tree.js';
import { keyOf } from '../fold/key-of.js';
import type { KnownKey, LogState } from '../fold/log-state.js';
import { isEarlier, sureTime } from '../fold/times.js';
import { recordKey } from '../keys/record-key.js';
import { recordKeysFolder } from '../log-folder.js';
import type { WriterKey } from '../keys/writer-key.js';
import { loadTree } from '../log/load-tree.js';
import type { Log } from '../log/log.js';
import { takeWon } from '../push-once.js';
import { refreshLog } from '../refresh-log.js';
import type { Workplace } from '../workplace.js';
import { parseHead, type Head } from './head.js';
import { noteKeyOf } from './note-key-of.js';
import { refuseOtherHistory } from './refuse-other-history.js';
import { pushHead } from './push-head.js';
import { rememberHead, rememberSigning } from './remembered-head.js';

const tries = 8;

/**
 * Signs the head over all entries that are published and good, and publishes it, unless somebody else was faster; with any of
 * this machine's keys that may. A head is only ever signed on top of those that this machine signed before and that
 * witnesses have cosigned: CHANGELOG_FORKED otherwise. Where no key here can sign notes the next writer signs; so it is left
 * to those who have appended meanwhile, as long as no more than `mayWait` entries wait for it.
 */
export async function signHead(place: Workplace, mayWait = 0): Promise<void> {
  const mine = place.memory.log?.state.size ?? 0;
  for (let attempt = 0; attempt < tries; attempt++) {
    if (attempt > 0) await place.clock.sleep(10 + place.random.below(50 * 2 ** attempt - 10));
    const log = attempt === 0 ? place.memory.log : (await refreshLog(place)).log;
    if (!log || log.signed >= mine) return;
    const { size } = log.state;
    if (size > mine && size - log.signed < mayWait) return;
    const signer = await findSigner(place, log);
    if (!signer || (await publishHead(place, log, signer))) return;
  }
}

interface Signer {
  readonly actor: string;
  readonly key: VerifierKey;
  readonly sign: WriterKey['signNote'];
}

/** One of the keys that this process has opened, or that are kept here, if the log lets it write and it can sign notes. */
async function findSigner(place: Workplace, { state }: Log): Promise<Signer | undefined> {
  const { memory, origin } = place;
  for (const actor of new Set([...memory.recordKeys.keys(), ...(await keptActors(place))])) {
    const { publicKey, signNote: sign } = await recordKey(place, actor);
    const parsed = parsePublicKey(publicKey);
    const known = parsed && keyOf(state, fingerprint(parsed));
    const key = known && mayStillSign(place, state, known) ? noteKeyOf(origin, known) : undefined;
    if (key) return { actor, key, sign };
  }
  return undefined;
}

/** An expired key signs nothing more, by our own clock or by that of the log. */
function mayStillSign({ clock }: Workplace, state: LogState, { revoked, expires }: KnownKey): boolean {
  if (revoked !== null || expires === null) return revoked === null;
  return clock.now() <= expires && !isEarlier(expires, sureTime(state, state.size) ?? '');
}

async function keptActors(place: Workplace): Promise<string[]> {
  const names = (await place.files.list(recordKeysFolder(place))).map(({ name }) => name);
  return names.filter((name) => /^op-[a-z0-9-]+$/.test(name));
}

/** True where the remote took it. */
async function publishHead(place: Workplace, log: Log, signer: Signer): Promise<boolean> {
  await refuseOtherHistory(place, log);
  const head = await signOver(place, log, signer);
  await rememberSigning(place, head);
  const message = `head over ${head.size} entries\n`;
  const main = await pushHead(place, log, { author: signer.actor, message, text: head.text });
  if (!main) return false;
  await rememberHead(place, head);
  const signed = { ...log, commit: main, checkpoint: head.text, signed: head.size };
  await takeWon(place, signed, { ...place.memory.refs, main });
  return true;
}

async function signOver(place: Workplace, log: Log, { key, sign }: Signer): Promise<Head> {
  const { size } = log.state;
  const root = rootAt(await loadTree(await place.clone(), log, [size]), size);
  const text = formatCheckpoint({ origin: place.origin, size, root });
  const head = parseHead(formatNote(text, [await signNote(text, key, (message) => sign(message))]), place.origin);
  if ('problem' in head) throw new Error(head.problem.says);
  return head;
}
