import {
  openChangelog,
  type Changelog,
  type ChangelogOptions,
  type ReadOptions,
} from '../../changelog/open-changelog.js';
import type { ChangelogTools } from '../../changelog/workplace.js';
import type { Record } from '../../model/record.js';
import { projectRecord } from '../../record/project-record.js';
import { recordContents } from '../../record/record-contents.js';

/** The changelog of a region, and what its entries tell. */
export interface RegionChangelog extends Changelog {
  /** What is recorded, entries waiting on this machine included. */
  readonly read: (options?: ReadOptions) => Promise<Record>;
}

/** Opens a log whose entries tell of a region's apps. Nothing is read until it is asked for something. */
export function openRegionChangelog(
  tools: ChangelogTools,
  options: Omit<ChangelogOptions, 'contents'>,
): RegionChangelog {
  const changelog = openChangelog(tools, { ...options, contents: recordContents });
  return { ...changelog, read: (how) => readRecord(changelog, how) };
}

async function readRecord(changelog: Changelog, options?: ReadOptions): Promise<Record> {
  const { entries, waiting, remote, fresh } = await changelog.list(options);
  return { ...projectRecord([...entries, ...waiting]), remote, spooled: waiting.length, fresh };
}
