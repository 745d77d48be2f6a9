import { hash } from 'node:crypto';
import { resolve } from 'node:path';
import { isNestedDeeper } from '../../model/is-nested-deeper.js';
import { parseJson } from '../../model/parse-json.js';
import { KnownError } from '../../model/known-error.js';
import type { ManifestState, Plan } from '../../model/plan.js';
import { shortCommit } from '../../model/short-id.js';
import type { Tools } from '../../tools/tools.js';
import type { OpenRegion } from '../region/open-region.js';

/** A plan has a dozen levels. */
const deepest = 100;

interface SavedPlan {
  readonly format: 'tend-plan-v1';
  readonly plan: Plan;
  /** SHA-256 of the plan's text, so that a plan edited by hand is refused. */
  readonly digest: string;
}

/** Saves a plan as it is, to be run by `tend apply FILE`. It holds values from the manifest: readable by its owner only. */
export async function savePlan(
  { files, environment }: Pick<Tools, 'files' | 'environment'>,
  plan: Plan,
  path: string,
): Promise<void> {
  const saved: SavedPlan = { format: 'tend-plan-v1', plan, digest: digestOf(plan) };
  await files.write(resolve(environment.workingFolder, path), `${JSON.stringify(saved)}\n`, 0o600);
}

/** Reads a saved plan; refused where it was edited, or where the manifest moved. What moved on a node is seen under the lock. */
export async function readSavedPlan(
  { files, environment }: Pick<Tools, 'files' | 'environment'>,
  open: OpenRegion,
  path: string,
): Promise<Plan> {
  const text = await files.readText(resolve(environment.workingFolder, path));
  if (text === undefined)
    throw new KnownError('USAGE', `there is no file ${path}`, { tryThis: [`tend plan --out ${path}`] });
  const saved = await parse(text);
  if (saved === undefined)
    throw new KnownError('USAGE', `${path} is no plan that this version of tend saved, or was changed by hand`, {
      tryThis: [`tend plan --out ${path}`],
    });
  const moved = whatMoved(saved.plan, open);
  if (moved !== undefined)
    throw new KnownError('PLAN_STALE', `${path}: ${moved} since this plan was made; nothing was done`, {
      tryThis: [`tend plan --out ${path}`],
    });
  return saved.plan;
}

/** What a saved plan says; undefined where it is none, or not of this version's shape. */
async function parse(text: string): Promise<SavedPlan | undefined> {
  if (isNestedDeeper(text, deepest)) return undefined;
  const read = parseJson(text);
  // Only here, since it takes its time and nearly all commands need none.
  const { savedPlanSchema } = await import('./saved-plan-schema.js');
  if (!savedPlanSchema.safeParse(read).success) return undefined;
  const saved = read as SavedPlan;
  return saved.digest === digestOf(saved.plan) ? saved : undefined;
}

function whatMoved(plan: Plan, open: OpenRegion): string | undefined {
  if (plan.region !== open.region.name) return `it is of the region ${plan.region}, this one is ${open.region.name}:`;
  if (plan.manifest.commit !== open.manifest.commit)
    return `the manifest moved (${commitWords(plan.manifest)} → ${commitWords(open.manifest)})`;
  return plan.manifest.dirty || open.manifest.dirty
    ? 'the manifest has edits that are not committed, so nobody can tell what moved'
    : undefined;
}

function commitWords({ commit }: ManifestState): string {
  return commit === undefined ? 'no commit' : shortCommit(commit);
}

function digestOf(plan: Plan): string {
  return hash('sha256', JSON.stringify(plan));
}
