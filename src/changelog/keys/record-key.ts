import { join } from 'node:path';
import { KnownError } from '../../model/known-error.js';
import { Secret } from '../../model/secret.js';
import { makeVerifierKey } from '../../tlog/note/verifier-key.js';
import { parsePublicKey } from '../../tlog/sshsig/public-key.js';
import type { RecordKey, RecordKeySource } from '../../tools/record-keys.js';
import { recordKeysFolder } from '../log-folder.js';
import type { Workplace } from '../workplace.js';
import type { WriterKey } from './writer-key.js';

/**
 * The record key of somebody on this machine: what TEND_RECORD_KEY names (a file, a public key whose private half is in
 * the ssh-agent, or, in CI, the text of a private key), else the one kept for this log. None: one is made.
 */
export function recordKey(place: Workplace, actor: string): Promise<WriterKey> {
  const known = place.memory.recordKeys.get(actor);
  if (known) return known;
  const opening = openKey(place, actor);
  place.memory.recordKeys.set(actor, opening);
  return opening;
}

/** Keeps another key for an actor of this log from the next run on: a new one, or the one that `use` names. */
export async function keepRecordKey(place: Workplace, actor: string, use?: string): Promise<WriterKey> {
  const { fresh, keep } = await layOutRecordKey(place, actor, use);
  await keep();
  return fresh;
}

/** A key that lies beside the one that is kept, and what puts it in its place. */
interface LaidOutKey {
  readonly fresh: WriterKey;
  readonly keep: () => Promise<void>;
}

/**
 * Lays a key out beside the one that is kept (`<actor>.next`), on disk before anybody lets it in; the one that it takes the
 * place of stays as `<actor>.old`.
 */
export async function layOutRecordKey(place: Workplace, actor: string, use?: string): Promise<LaidOutKey> {
  const { files } = place;
  const path = join(recordKeysFolder(place), actor);
  const text = use === undefined ? place.recordKeys.makePair().privateFile : await textOf(place, use);
  const source = use === undefined ? textSource(text) : namedSource(use, use);
  const fresh = await withNoteKey(place, actor, await place.recordKeys.open(source));
  await files.write(`${path}.next`, text, 0o600);
  return { fresh, keep: () => keepNext(place, actor, fresh) };
}

/** At no moment is there no key: who found none would make another in place of the one that is laid out. */
async function keepNext(place: Workplace, actor: string, { publicKey }: WriterKey): Promise<void> {
  const { files } = place;
  const path = join(recordKeysFolder(place), actor);
  const old = await files.readText(path);
  if (old !== undefined) await files.write(`${path}.old`, old, 0o600);
  await files.remove(`${path}.pub`);
  await files.rename(`${path}.next`, path);
  await files.write(`${path}.pub`, `${publicKey} ${actor}\n`);
}

/** A key that was laid out by a run that ended before it kept it; none where another key is named from outside. */
export async function laidOutKey(place: Workplace, actor: string): Promise<LaidOutKey | undefined> {
  const path = join(recordKeysFolder(place), `${actor}.next`);
  if (place.environment.variables['TEND_RECORD_KEY'] || !(await place.files.exists(path))) return undefined;
  const fresh = await withNoteKey(place, actor, await place.recordKeys.open({ kind: 'file', path }));
  return { fresh, keep: () => keepNext(place, actor, fresh) };
}

async function textOf({ files, environment }: Workplace, use: string): Promise<string> {
  if (parsePublicKey(use)) return `${use}\n`;
  const text = await files.readText(use.replace(/^~(?=\/)/, environment.home));
  if (text !== undefined) return text;
  throw new KnownError('USAGE', `there is no key file ${use}`, { tryThis: ['tend changelog key new'] });
}

function textSource(text: string): RecordKeySource {
  return { kind: 'text', text: new Secret(text), from: 'the new key' };
}

async function openKey(place: Workplace, actor: string): Promise<WriterKey> {
  const named = place.environment.variables['TEND_RECORD_KEY'];
  const source = named === undefined || named === '' ? undefined : namedSource(named, 'TEND_RECORD_KEY');
  if (source) return withNoteKey(place, actor, await place.recordKeys.open(source));
  const path = join(recordKeysFolder(place), actor);
  if (!(await place.files.exists(path))) return keepRecordKey(place, actor);
  return withNoteKey(place, actor, await place.recordKeys.open({ kind: 'file', path }));
}

function namedSource(named: string, from: string): RecordKeySource {
  if (named.includes('PRIVATE KEY')) return { kind: 'text', text: new Secret(named), from };
  if (parsePublicKey(named)) return { kind: 'public', line: named };
  if (from !== 'TEND_RECORD_KEY' || /^(?:~?\/|\.)/.test(named)) return { kind: 'file', path: named };
  // What stands there may be a private key in some other dress: it is not repeated.
  throw new KnownError('RECORD_KEY_UNUSABLE', 'TEND_RECORD_KEY holds nothing that is a key, nor the path of one', {
    tryThis: [
      'give it the path of a key file (/…, ~/…, ./…), a public key, or the whole text of a private key with its first and last line',
    ],
  });
}

/** A security key wants a touch for each signature and signs no notes: heads are signed by a key of this machine beside it. */
async function withNoteKey(place: Workplace, actor: string, key: RecordKey): Promise<WriterKey> {
  const { signNote } = key;
  if (signNote) return { ...key, signNote, noteKey: null };
  const signEntry: RecordKey['signEntry'] = (namespace, message) => {
    if (key.wantsTouch) place.tell('touch your security key');
    return key.signEntry(namespace, message);
  };
  const path = join(recordKeysFolder(place), `${actor}.note`);
  if (!(await place.files.exists(path))) await place.files.write(path, place.recordKeys.makePair().privateFile, 0o600);
  const note = await place.recordKeys.open({ kind: 'file', path });
  const parsed = parsePublicKey(note.publicKey);
  if (!parsed || !note.signNote) throw new Error('a note key is an ed25519 key');
  return {
    ...key,
    signEntry,
    signNote: note.signNote,
    noteKey: makeVerifierKey(place.origin, 'ed25519', parsed.publicKey).text,
  };
}
