import type { PublicKey } from './public-key.js';

/** That somebody may sign with a key (ssh-keygen(1), ALLOWED SIGNERS). */
export interface AllowedSigner {
  readonly principal: string;
  readonly namespaces: readonly string[];
  readonly key: PublicKey;
  /** ISO 8601 in UTC, `2026-11-22T13:57:02Z`; before it the key does not count. */
  readonly validAfter?: string;
  /** The same; from then on it does not count. */
  readonly validBefore?: string;
}

/** The file for `ssh-keygen -Y verify -f`. Throws a TypeError for names that would be patterns or need quotes there. */
export function makeAllowedSigners(rows: readonly AllowedSigner[]): string {
  return rows.map((row) => `${showRow(row)}\n`).join('');
}

function showRow({ principal, namespaces, key, validAfter, validBefore }: AllowedSigner): string {
  const options = [
    `namespaces="${namespaces.map(checkName).join(',')}"`,
    ...(validAfter === undefined ? [] : [`valid-after="${showTime(validAfter)}"`]),
    ...(validBefore === undefined ? [] : [`valid-before="${showTime(validBefore)}"`]),
  ];
  return `${checkName(principal)} ${options.join(',')} ${key.text}`;
}

function checkName(name: string): string {
  if (!/^[\w@./-]+$/.test(name)) throw new TypeError('no name for allowed_signers');
  return name;
}

/** `20261122135702Z`; without Z ssh-keygen reads local time. Parts of seconds are left out. */
function showTime(time: string): string {
  const [, date, clock] = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d:\d\d)(?:\.\d+)?Z$/.exec(time) ?? [];
  if (date === undefined || clock === undefined) throw new TypeError('no time in UTC');
  return `${date}${clock}Z`.replace(/[-:]/g, '');
}
