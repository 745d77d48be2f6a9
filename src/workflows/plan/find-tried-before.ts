import { isDeepStrictEqual } from 'node:util';
import { readRegion } from '../../manifest/read-region.js';
import type { AppName } from '../../model/brand.js';
import type { Record as LogRecord, RecordedStep } from '../../model/record.js';
import type { App } from '../../model/region.js';
import type { WantedApp } from '../../plan/plan-input.js';
import { filesAtCommit } from '../../tools/files-at-commit.js';
import type { ReadingTools } from '../../tools/tools.js';
import type { RegionToPlan } from '../region/open-region.js';

const failures = new Set(['failed', 'rolled-back', 'paused', 'partial']);

/**
 * Apps whose last try of what is wanted now failed, with that step: the same recipe commit and the same lines in the
 * manifest of that time. What else was tried since, as the way back to what ran before, makes that no better. (A hash of the
 * wanted state in the public record could be guessed, so there is none.)
 */
export async function findTriedBefore(
  tools: ReadingTools,
  open: RegionToPlan,
  input: { wanted: readonly WantedApp[]; record: LogRecord },
): Promise<Map<AppName, RecordedStep>> {
  const tried = new Map<AppName, RecordedStep>();
  for (const { app, recipe } of input.wanted) {
    const tries = input.record.history.filter(
      ({ outcome, step, ...of }) =>
        of.app === app.name &&
        of.node === app.node &&
        step.recipe.commit === recipe.commit &&
        outcome &&
        outcome.result !== 'aborted',
    );
    // Only where one failed is it worth asking git what was wanted then.
    const last = tries.some(hasFailed) ? await lastOfWish(tools, open, { app, tries }) : undefined;
    if (last && hasFailed(last)) tried.set(app.name, last);
  }
  return tried;
}

function hasFailed({ outcome }: RecordedStep): boolean {
  return outcome !== undefined && failures.has(outcome.result);
}

async function lastOfWish(
  tools: ReadingTools,
  open: RegionToPlan,
  { app, tries }: { app: App; tries: readonly RecordedStep[] },
): Promise<RecordedStep | undefined> {
  for (const last of tries.toReversed()) if (await isSameWish(tools, open, { app, last })) return last;
  return undefined;
}

/** The app stands in the manifest of that step as it does now; with uncommitted edits nobody can tell, and it counts as the same. */
export async function isSameWish(
  tools: ReadingTools,
  open: RegionToPlan,
  { app, last }: { app: App; last: RecordedStep },
): Promise<boolean> {
  const { commit, dirty } = last.intent.manifest;
  if (commit === null || dirty) return true;
  if (commit === open.manifest.commit && !open.manifest.dirty) return true;
  const then = await readRegion(filesAtCommit(tools.git, open.folder, commit), open.folder).catch(() => undefined);
  const before = then?.apps.find((one) => one.name === app.name);
  return before !== undefined && isDeepStrictEqual({ ...before, at: null }, { ...app, at: null });
}
