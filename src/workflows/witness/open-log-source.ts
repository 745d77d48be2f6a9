import { join } from 'node:path';
import { deliverHead, deliveredHead } from '../../changelog/heads/deliver-head.js';
import { headSigners } from '../../changelog/heads/note-key-of.js';
import { loadTree } from '../../changelog/log/load-tree.js';
import type { Log } from '../../changelog/log/log.js';
import { refreshLog } from '../../changelog/refresh-log.js';
import { openChangelog } from '../../changelog/open-changelog.js';
import type { ChangelogTools, Workplace } from '../../changelog/workplace.js';
import { recordContents } from '../../record/record-contents.js';
import { consistencyProof } from '../../tlog/tree/proofs.js';
import { rootAt } from '../../tlog/tree/tree.js';
import type { LogSource } from '../../witness/log-source.js';

/**
 * How a witness reads the changelogs of other collectives: by git, into clones of its own. Every new line is checked before
 * its head is shown, by the same rules as our own. The cosigned head goes to the branch `branch` there.
 */
export function openLogSource(
  tools: ChangelogTools,
): (log: { readonly origin: string; readonly remote: string }, branch: string) => Promise<LogSource> {
  const stateFolder = join(tools.environment.stateFolder, 'witnessed');
  const own = { ...tools, environment: { ...tools.environment, stateFolder } };
  return ({ origin, remote }, branch) => {
    const contents = recordContents;
    const { place } = openChangelog(own, { origin, contents, remotes: [remote], regionFolder: '', regionName: '' });
    return Promise.resolve(sourceOf(place, branch));
  };
}

function sourceOf(place: Workplace, branch: string): LogSource {
  // Asked once a look: the log may grow meanwhile, and head and proof have to be of the same one.
  let asked: Promise<Log> | undefined;
  const read = () => (asked ??= refreshLog(place).then(({ log }) => log));
  const treeOf = async (size: number, log: Log) => loadTree(await place.clone(), log, [size, log.signed]);
  return {
    origin: place.origin,
    async head() {
      const log = await read();
      const vkeys = headSigners(log.state, place.origin, log.signed).map(({ text }) => text);
      return { note: log.checkpoint ?? '', vkeys };
    },
    async consistency(from) {
      const log = await read();
      return consistencyProof(await treeOf(from, log), from, log.signed);
    },
    rootAt: async (size) => rootAt(await treeOf(size, await read()), size),
    delivered: () => deliveredHead(place, branch),
    deliver: (note) => deliverHead(place, branch, note),
  };
}
