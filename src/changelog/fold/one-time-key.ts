import { fingerprintOfLine } from '../../tlog/sshsig/public-key.js';
import type { OpenIntent } from './log-state.js';

/** Fingerprint of a public key line; undefined for what is no key. */
export function rememberedFingerprint(line: string): string | undefined {
  if (line === last?.line) return last.fingerprint;
  last = { line, fingerprint: fingerprintOfLine(line) };
  return last.fingerprint;
}

/** An announcement's key is asked for again by each of its outcomes, which mostly follow at once. */
let last: { readonly line: string; readonly fingerprint: string | undefined } | undefined;

/** Fingerprint of the key that signs the outcomes of an announcement: the run itself has it, and nobody else. */
export function oneTimeKey(open: OpenIntent | undefined): string | undefined {
  return open && rememberedFingerprint(open.intent.outcomeKey);
}
