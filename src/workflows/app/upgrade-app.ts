import { setAppVersion } from '../../manifest/edit-app.js';
import { planAppEdit } from '../../manifest/manifest-edit.js';
import { readRegion } from '../../manifest/read-region.js';
import type { ApplyEnd } from '../../model/apply-end.js';
import type { StepPhase, Tell, TendEvent } from '../../model/event.js';
import { given } from '../../model/given.js';
import { KnownError } from '../../model/known-error.js';
import { compareVersions, isMajorChange, newestVersion } from '../../model/recipe-version.js';
import type { Record } from '../../model/record.js';
import type { Recipe } from '../../model/recipe.js';
import type { App } from '../../model/region.js';
import type { ReleaseNote } from '../../model/step.js';
import { notesBetween } from '../../recipe/notes-between.js';
import { readRecipe } from '../../recipe/read-recipe.js';
import type { ReadingTools, Tools } from '../../tools/tools.js';
import type { ApplyOptions } from '../apply/apply-options.js';
import { applyRegion } from '../apply/apply-region.js';
import { chooseApps, noApp } from '../region/choose-apps.js';
import { commitEdit, type CommittedEdit } from '../region/commit-edit.js';
import { locateRecipe } from '../plan/locate-recipe.js';
import type { OpenRegion } from '../region/open-region.js';
import { readManifestState } from '../region/read-manifest-state.js';
import { upgradeAgain, waysOfUpgrade, type WantedUpgrade } from './held-upgrade.js';
import { errorOnceTakenBack, eventOnceTakenBack } from './once-taken-back.js';

/** A version that an app may go to, with what stands in the notes on the way. */
export interface Upgrade {
  readonly app: App;
  /** Name of its recipe. */
  readonly recipe: string;
  readonly from: string;
  readonly to: string;
  /** An older version than the manifest names, which runs as far as the record tells: its notes begin there. */
  readonly runs?: string;
  readonly notes: readonly ReleaseNote[];
  /** A newer major version that was not chosen by itself. */
  readonly newerMajor?: string;
  /** The manifest says so already, and no step was recorded that ended well: `from` and `to` are the same. */
  readonly unfinished?: true;
}

/** Finds the version to go to: the one named, else the newest that is no major step. Asks the recipe's repository. */
export async function findUpgrade(
  tools: ReadingTools,
  open: OpenRegion,
  { name, version }: { name: string; version?: string },
): Promise<Upgrade | undefined> {
  const [app] = chooseApps(open.region, { apps: [name] });
  if (!app) throw noApp(name);
  if (app.version.kind === 'commit')
    throw new KnownError('USAGE', `${app.key} is pinned to a commit: there is no version to go on from`, {
      tryThis: [`put version: TAG in place of commit: at ${app.key} in the manifest`],
    });
  const from = app.version.tag;
  const { catalogue } = open.region;
  const source = await locateRecipe(tools, app.recipe, open.region);
  const recipe = await readRecipe(tools, { source, version: app.version, catalogue }, { fresh: true });
  const newest = newestVersion(recipe.versions);
  const to = version ?? newestWithoutMajor(recipe, from);
  const newerMajor = newest !== undefined && isMajorChange(from, newest) && newest !== to ? { newerMajor: newest } : {};
  const record = await open.changelog.read({ offlineOk: true });
  const unfinished = to !== from || isTaken(record, app, to) ? {} : ({ unfinished: true } as const);
  const says = { ...newerMajor, ...unfinished };
  if (to === from && Object.keys(says).length === 0) return undefined;
  const target = await readRecipe(tools, { source, version: { kind: 'tag', tag: to }, catalogue });
  const runs = olderThan(from, lastReached(record, app));
  return {
    app,
    recipe: recipe.name,
    from,
    to,
    notes: notesBetween(target, runs ?? from, to),
    ...given({ runs }),
    ...says,
  };
}

/** The version of an app that the record saw last: what a step brought about, or what ran after one that ended otherwise. Pure. */
export function lastReached({ history }: Pick<Record, 'history'>, app: Pick<App, 'name' | 'node'>): string | undefined {
  const here = history.filter((one) => one.app === app.name && one.node === app.node);
  const versions = here.map(({ outcome, step }) =>
    outcome?.result === 'done' ? step.recipe.to : outcome?.observed?.version,
  );
  return versions.findLast((version) => version !== undefined);
}

function olderThan(version: string, other: string | undefined): string | undefined {
  return other !== undefined && compareVersions(other, version) < 0 ? other : undefined;
}

/** Whether the last recorded step of an app brought it to that version. Pure. */
export function isTaken({ history }: Pick<Record, 'history'>, app: Pick<App, 'name' | 'node'>, to: string): boolean {
  const last = history.findLast((one) => one.app === app.name && one.node === app.node);
  return last?.outcome?.result === 'done' && last.step.recipe.to === to;
}

/** An upgrade that is to be applied. */
export interface UpgradeRun {
  readonly upgrade: Upgrade;
  /** Hears what became of the manifest where it did not stay. */
  readonly say: (line: string) => void;
}

/**
 * Writes the version into the manifest, commits it, and applies. Where nothing on a node was changed, the manifest is
 * put back; an upgrade that waits for a person ends with the status of a missing approval.
 */
export async function applyUpgrade(
  { tools, open, options }: { tools: Tools; open: OpenRegion; options: ApplyOptions },
  run: UpgradeRun,
): Promise<ApplyEnd> {
  const edit = await writeUpgrade(tools, open, run.upgrade);
  return applyOrPutBack(edit, run, async (watch) =>
    applyRegion(tools, await readAgain(tools, open), {
      ...options,
      tell: (event) => {
        watch(event);
        options.tell(eventOnceTakenBack(wantedOf(run.upgrade), event));
      },
    }),
  );
}

/** With the edited manifest; what the record says and who acts was found out already. */
async function readAgain(tools: Tools, open: OpenRegion): Promise<OpenRegion> {
  const [region, manifest] = await Promise.all([
    readRegion(tools.files, open.folder),
    readManifestState(tools, open.folder),
  ]);
  return { ...open, region, manifest };
}

/** Applies; the edit is taken back where no step was begun, also when it ends with an error. */
export async function applyOrPutBack(
  edit: Pick<CommittedEdit, 'undo'>,
  { upgrade, say }: UpgradeRun,
  apply: (watch: Tell) => Promise<ApplyEnd>,
): Promise<ApplyEnd> {
  let isBegun = false;
  const watch: Tell = (event) => {
    isBegun ||= isChange(event);
  };
  try {
    const end = await apply(watch);
    if (staysWritten(end)) return end;
    const { done, says } = await edit.undo();
    const again =
      isHeld(end) && done ? ` · again: ${upgradeAgain({ key: upgrade.app.key, to: upgrade.to }, end.plan)}` : '';
    say(`${says}${again}`);
    return heldEnd(end, upgrade);
  } catch (error) {
    if (isBegun) throw error;
    const { done, says } = await edit.undo();
    say(says);
    throw done ? errorOnceTakenBack(wantedOf(upgrade), error) : error;
  }
}

/** The manifest stays as written where a step was taken, however it ended, or where there was nothing to do. Pure. */
export function staysWritten({ plan, ends }: Pick<ApplyEnd, 'plan' | 'ends'>): boolean {
  if (ends.length === 0) return [plan.steps, plan.unreachable, plan.unplanned].every((left) => left.length === 0);
  return ends.some((end) => end.kind === 'done' && end.outcome.result !== 'aborted');
}

const changing = new Set<StepPhase>(['secrets', 'configs', 'networks', 'services', 'settling', 'recording']);

function isChange(event: TendEvent): boolean {
  return event.type === 'step-done' || (event.type === 'step-progress' && changing.has(event.phase));
}

function isHeld({ plan, ends }: ApplyEnd): boolean {
  return ends.length === 0 && plan.steps.some(({ held }) => held.length > 0);
}

function wantedOf({ app, from, to }: Upgrade): WantedUpgrade {
  return { key: app.key, from, to };
}

/** With the manifest put back, `tend apply` would not take the upgrade: the way on is `tend upgrade` again. */
function heldEnd(end: ApplyEnd, upgrade: Upgrade): ApplyEnd {
  if (!isHeld(end)) return end;
  const steps = waysOfUpgrade(wantedOf(upgrade), end.plan);
  return { ...end, plan: { ...end.plan, steps }, exitStatus: end.exitStatus === 0 ? 10 : end.exitStatus };
}

async function writeUpgrade(tools: Tools, open: OpenRegion, { app, to }: Upgrade): Promise<CommittedEdit> {
  const edit = await planAppEdit(tools.files, { folder: open.folder, key: app.key }, (text, where) =>
    setAppVersion(text, where, to),
  );
  return commitEdit(tools, open, { edits: [edit], subject: `Upgrade ${app.key} to ${to}` });
}

function newestWithoutMajor(recipe: Recipe, from: string): string {
  const candidates = recipe.versions.filter(
    (version) => compareVersions(version, from) >= 0 && !isMajorChange(from, version),
  );
  return newestVersion(candidates) ?? from;
}
