import { lockWaitFrom } from '../../apply/lock-wait.js';
import { observedAfter } from '../../apply/observed-after.js';
import { takeLock } from '../../apply/take-lock.js';
import { waitUntilStill } from '../../apply/wait-until-still.js';
import { mergeAppCompose, setAppEnv } from '../../manifest/edit-app.js';
import { planAppEdit } from '../../manifest/manifest-edit.js';
import type { Actor } from '../../model/acting.js';
import type { NewEntry } from '../../model/entry.js';
import { given } from '../../model/given.js';
import { KnownError } from '../../model/known-error.js';
import { logOrigin } from '../../model/log-origin.js';
import type { ObservedAfter } from '../../model/outcome.js';
import type { App } from '../../model/region.js';
import { hideRunning } from '../../plan/hide-values.js';
import { knowing } from '../../observe/as-known.js';
import { observeStack } from '../../observe/observe-stack.js';
import { foldAppDrift, type FoldedService } from '../../plan/fold-app-drift.js';
import type { Docker } from '../../tools/docker.js';
import type { Tools } from '../../tools/tools.js';
import { chooseOneApp } from '../region/choose-apps.js';
import { commitEdit, type Undone } from '../region/commit-edit.js';
import { finishKeeping } from './finish-keeping.js';
import type { KeptApp } from './kept-app.js';
import { findStillWanted } from './find-still-wanted.js';
import { copyObserved } from '../apply/make-entries.js';
import type { OpenRegion } from '../region/open-region.js';
import { reachApp } from '../region/reach-app.js';
import { readWantedApp } from '../plan/read-wanted.js';
import { cannotKeep, refuseOtherServices, refuseSeveral, refuseWhatCannotBeKept } from './refuse-to-keep.js';
import { versionOfEngine } from '../../observe/version-of-engine.js';
import { withoutUnknownFields } from '../../plan/without-unknown-fields.js';
import { swarmIdOf } from '../apply/swarm-id-of.js';

/** Which app, and how long somebody else's lock on it is waited for, in milliseconds. */
export interface KeepWish {
  readonly name: string;
  readonly signal: AbortSignal;
  readonly lockWaitMs?: number;
}

const longestUpdateMs = 60_000;
const leaseSeconds = 30;

/**
 * Takes a change that was made on a server into the manifest, commits it, and records that it was kept: under the app's
 * lock. Restarts nothing. Throws USAGE, with nothing written, where the manifest would not say just what runs.
 */
export async function keepApp(tools: Tools, open: OpenRegion, wish: KeepWish): Promise<KeptApp> {
  refuseSeveral(open.region, chooseOneApp(open.region, wish.name));
  const { app, docker } = await reachApp(tools.nodes, open, wish.name);
  const actor = await open.actor();
  return knowing(docker, app.node, () => keepUnderLock(tools, open, { app, docker, actor, ...wish }));
}

async function keepUnderLock(tools: Tools, open: OpenRegion, keeping: Keeping): Promise<KeptApp> {
  const { app, docker, actor, signal, lockWaitMs } = keeping;
  const lock = await takeLock(docker, tools, {
    what: app.stack,
    node: app.node,
    holder: actor.name,
    reason: `keep ${app.name}`,
    leaseSeconds,
    signal,
    ...given({ wait: lockWaitFrom(tools.clock, lockWaitMs) }),
  });
  try {
    return await keepLocked(tools, open, keeping);
  } finally {
    await lock.release();
  }
}

interface Keeping extends KeepWish {
  readonly app: App;
  readonly docker: Docker;
  readonly actor: Actor;
}

async function keepLocked(tools: Tools, open: OpenRegion, keeping: Keeping): Promise<KeptApp> {
  const { app, actor } = keeping;
  const { running, wanted, swarm, engineVersion } = await lookAt(tools, open, keeping);
  refuseOtherServices(app, running, wanted.rendered.specs);
  const changed = foldAppDrift(running, wanted.rendered.specs);
  const finished =
    changed.length === 0 ? await finishKeeping(tools, open, { app, actor: actor.id, running }) : undefined;
  if (finished) return finished;
  refuseWhatCannotBeKept(app, changed);
  const edit = await planAppEdit(tools.files, { folder: open.folder, key: app.key }, (text, where) =>
    changed.reduce((at, { folded }) => mergeAppCompose(setAppEnv(at, where, folded.env), where, folded.compose), text),
  );
  const still = await findStillWanted(tools.files, { folder: open.folder, edit, wanted, running, engineVersion });
  if (still.length > 0) throw cannotKeep(app, 'even with this in the manifest, an apply would change it again', still);
  if (keeping.signal.aborted)
    throw new KnownError('INTERRUPTED', 'stopped before anything was written', {
      tryThis: ['to go on, run the same command again'],
    });
  const subject = `Keep what was changed on ${app.node}: ${app.name}`;
  const observed = observedAfter(app.stack, swarm, running);
  const entry = keptEntry(tools, open, { app, actor: actor.id, changed, observed });
  const { undo, recorded } = await commitEdit(tools, open, { edits: [edit], subject, entry });
  try {
    await open.changelog.append([entry]);
  } catch (error) {
    throw withWords(error, await undo());
  }
  await recorded();
  return { app: app.name, services: changed, file: edit.file };
}

/** An edit that could not be taken back is told along with what went wrong. */
function withWords(error: unknown, { done, says }: Undone): unknown {
  if (done || !(error instanceof KnownError)) return error;
  const { code, message, details, tryThis } = error;
  return new KnownError(code, message, { details, tryThis: [...tryThis, says], cause: error });
}

async function lookAt(tools: Tools, open: OpenRegion, { app, docker, signal }: Keeping) {
  const look = () => observeStack(docker, app.stack);
  const [running, wanted, swarm, info] = await Promise.all([
    waitUntilStill({ look, clock: tools.clock, signal }, longestUpdateMs),
    readWantedApp(tools, open.region, app),
    swarmIdOf(docker),
    docker.info(),
  ]);
  const { values = new Map(), rendered } = wanted;
  const engineVersion = versionOfEngine(info);
  const { specs } = withoutUnknownFields(rendered.specs, engineVersion);
  const known = { ...wanted, rendered: { ...rendered, specs } };
  return { running: hideRunning(running, { specs, values }), wanted: known, swarm, engineVersion };
}

interface WhatWasKept {
  readonly app: App;
  readonly actor: string;
  readonly changed: readonly FoldedService[];
  readonly observed: ObservedAfter;
}

function keptEntry(tools: Tools, open: OpenRegion, kept: WhatWasKept): NewEntry {
  const { app, actor, changed, observed } = kept;
  return {
    v: 1,
    type: 'drift',
    log: logOrigin(open.region),
    actor,
    time: tools.clock.now(),
    app: app.name,
    node: app.node,
    decision: 'kept',
    services: changed.map(({ name, index, fields }) => ({ name, index, fields: [...fields] })),
    observed: copyObserved(observed),
  };
}
