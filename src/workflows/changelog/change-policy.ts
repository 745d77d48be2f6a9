import type { LogState } from '../../changelog/fold/log-state.js';
import { recordKey } from '../../changelog/keys/record-key.js';
import { readState } from '../../changelog/read-state.js';
import type { EntryId } from '../../model/brand.js';
import { KnownError } from '../../model/known-error.js';
import { parsePolicy } from '../../tlog/note/policy.js';
import { fingerprint, parsePublicKey } from '../../tlog/sshsig/public-key.js';
import type { Tools } from '../../tools/tools.js';
import { appendAs } from './append-as.js';
import type { OpenRegion } from '../region/open-region.js';
import { readNamedFile } from '../region/read-named-file.js';

/** A policy to be put into force. */
export interface PolicyWish {
  /** File with witnesses, groups and quorum (C2SP tlog-policy); `log` lines are made from the record's keys. */
  readonly file: string;
  /** Fingerprints of the keys that decide from then on; default: as now. */
  readonly roots?: readonly string[];
  /** How many of them; default: as now. */
  readonly threshold?: number;
}

/** What became of a policy: in force, or waiting for more root keys. */
export interface ProposedPolicy {
  readonly entry: EntryId;
  readonly inForce: boolean;
  readonly missing: number;
}

/** Proposes a policy as a root key; in force at once where one root key decides. USAGE where the file is no policy. */
export async function changePolicy(tools: Tools, open: OpenRegion, wish: PolicyWish): Promise<ProposedPolicy> {
  const { place } = open.changelog;
  const policy = await readPolicyFile(tools, wish.file);
  const before = await readState(place);
  const roots = wish.roots?.length ? wish.roots : await rootsNow(open, before);
  const threshold = wish.threshold ?? Math.min(before.threshold, roots.length);
  const entry = await appendAs(tools, open, (common) => ({
    ...common,
    type: 'policy',
    policy,
    roots: [...roots],
    threshold,
  }));
  const { proposals } = await readState(place);
  return { entry, inForce: proposals[entry] === undefined, missing: proposals[entry] ? before.threshold - 1 : 0 };
}

/** Who decides now; in a record that is opened by this very entry, whoever opens it. */
async function rootsNow({ changelog, actor }: OpenRegion, state: LogState): Promise<readonly string[]> {
  if (state.opened !== null) return state.rootKeys;
  const { publicKey } = await recordKey(changelog.place, (await actor()).id);
  const parsed = parsePublicKey(publicKey);
  return parsed ? [fingerprint(parsed)] : [];
}

/** The text of a policy without comments and `log` lines: what is written down for ever is what counts. */
async function readPolicyFile({ files }: Tools, file: string): Promise<string> {
  const text = await readNamedFile(files, file);
  const lines = text.split('\n').filter((line) => line.trim() !== '' && !/^\s*(#|log\s)/.test(line));
  const kept = `${lines.join('\n')}\n`;
  const parsed = parsePolicy(kept);
  if (!('fault' in parsed)) return kept;
  throw new KnownError('USAGE', `${file} is no trust policy: ${parsed.fault} (line ${parsed.line} without comments)`, {
    tryThis: [
      'witness garden garden.example/witness+3f6df399+BDJC… https://witness.garden.example',
      'group others 1 garden ecobytes',
      'quorum others',
    ],
  });
}
