import type { Timestamp } from '../../model/brand.js';
import { nearestInstant } from '../../model/nearest-instant.js';
import { makeAllowedSigners } from '../../tlog/sshsig/make-allowed-signers.js';
import { parsePublicKey } from '../../tlog/sshsig/public-key.js';
import type { KeyOnPages, RegionPages } from './region-pages.js';

/** What record keys sign entries for (SSHSIG). */
const namespace = 'tend-changelog-entry-v1';

const head = `# Who may sign entries of this log, for ssh-keygen -Y verify with -O verify-time=TIME OF THE ENTRY.
# Weaker than tend changelog verify: there keys count by their place in the log, here by the time that an entry gives.
# Outcomes are signed with a key that only their intent names (outcomeKey): README.md.
`;

/** policy/allowed_signers: every key that was ever let in, with the time in which it counts. */
export function makeSignersPage({ keys }: RegionPages): string {
  return `${head}${makeAllowedSigners(keys.flatMap(row))}`;
}

function row(entry: KeyOnPages): Parameters<typeof makeAllowedSigners>[0][number][] {
  const key = parsePublicKey(entry.key);
  if (!key) return [];
  const validBefore = firstOf(entry.revoked?.at, entry.expires ?? undefined);
  return [
    {
      principal: entry.holder,
      namespaces: [namespace],
      key,
      validAfter: nearestInstant(entry.since),
      ...(validBefore === undefined ? {} : { validBefore: secondAfter(validBefore) }),
    },
  ];
}

/** What says the last moment still counts, a key's own revoking too; ssh-keygen wants the first that does not. */
function secondAfter(time: Timestamp): Timestamp {
  const next = new Date(Date.parse(nearestInstant(time)) + 1000).toISOString();
  return next.startsWith('+') ? lastTime : `${next.slice(0, 19)}Z`;
}

const lastTime = '9999-12-31T23:59:59Z';

function firstOf(...times: readonly (string | undefined)[]): string | undefined {
  return times.filter((time) => time !== undefined).sort()[0];
}
