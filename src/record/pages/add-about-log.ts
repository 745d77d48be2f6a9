import type { LoggedEntry } from '../../model/contents.js';
import { describeLogEntry, type EntryAboutLog } from '../describe-log-entry.js';
import { addBreakglass, addConfirmation } from './add-breakglass.js';
import { addFirstKey, addKey, revokeKey } from './add-keys.js';
import { approve, propose } from './add-proposals.js';
import { keepChange } from './keep-change.js';
import { shortCommitment } from './short-commitment.js';
import type { RegionPages } from './region-pages.js';

/** Takes in what happened to the log itself; gives the paths of the pages that it changes. */
export function addAboutLog(pages: RegionPages, logged: LoggedEntry, entry: EntryAboutLog): readonly string[] | 'all' {
  switch (entry.type) {
    case 'breakglass':
      return addBreakglass(pages, logged, entry);
    case 'confirm':
      return addConfirmation(pages, logged, entry);
    case 'fork':
      keepChange(pages, logged, { what: describeLogEntry(entry), loud: true });
      pages.forks.push({ id: logged.id, at: entry.time, by: entry.actor, heads: entry.heads.length });
      return ['README.md'];
    case 'erase':
      keepChange(pages, logged, { what: describeLogEntry(entry), why: shortCommitment(entry.detail) });
      return propose(pages, logged, entry);
    default:
      keepChange(pages, logged, { what: describeLogEntry(entry) });
      return addQuietly(pages, logged, entry);
  }
}

type QuietEntry = Exclude<EntryAboutLog, { readonly type: 'breakglass' | 'confirm' | 'fork' | 'erase' }>;

function addQuietly(pages: RegionPages, logged: LoggedEntry, entry: QuietEntry): readonly string[] | 'all' {
  switch (entry.type) {
    case 'log.open':
      return addFirstKey(pages, logged, entry);
    case 'key.add':
      return addKey(pages, entry);
    case 'key.revoke':
      return revokeKey(pages, entry);
    case 'policy':
      return propose(pages, logged, entry);
    case 'approve':
      return approve(pages, logged, entry);
    case 'log.close':
      pages.closed = { at: entry.time, by: entry.actor, next: entry.next };
      return ['README.md'];
  }
}
