import type { Actor } from '../../model/acting.js';
import type { Tell } from '../../model/event.js';
import { given } from '../../model/given.js';
import { KnownError } from '../../model/known-error.js';
import { logOrigin } from '../../model/log-origin.js';
import type { OutcomeResult } from '../../model/outcome.js';
import type { App } from '../../model/region.js';
import type { Secret } from '../../model/secret.js';
import type { SecretRead } from '../../model/secret-read.js';
import type { Step } from '../../model/step.js';
import { knowing } from '../../observe/as-known.js';
import { observeNode } from '../../observe/observe-node.js';
import { planSecret } from '../../plan/plan-secret.js';
import { findRunningApp } from '../../plan/running-app.js';
import type { Docker } from '../../tools/docker.js';
import type { Tools } from '../../tools/tools.js';
import { checkMayRecord } from '../apply/check-may-record.js';
import { makeOutcome } from '../apply/make-entries.js';
import { publishIntents, type Announced } from '../apply/publish-intents.js';
import { recordOutcome, type Recorded } from '../apply/record-entries.js';
import { readWantedApp } from '../plan/read-wanted.js';
import type { OpenRegion } from '../region/open-region.js';
import { reachApp } from '../region/reach-app.js';
import { findMountedSecret, type MountedSecret } from './find-mounted-secret.js';
import { readMountedSecret } from './read-mounted-secret.js';
import { noContainer, notMounted } from './refuse-to-read.js';

/** Whose secret is read, and the reason that is recorded. */
export interface SecretToRead {
  readonly app: string;
  /** Its name in the recipe, or the one on the swarm. */
  readonly secret: string;
  readonly why: string;
  readonly signal: AbortSignal;
  readonly tell: Tell;
}

/**
 * Reads an app's secret in a container that runs. That it is read is announced before and recorded after, by its name; the
 * value goes nowhere but to whoever called. STEP_FAILED where no container can give it.
 */
export async function readSecret(tools: Tools, open: OpenRegion, wish: SecretToRead): Promise<SecretRead> {
  const { app, docker } = await reachApp(tools.nodes, open, wish.app);
  return knowing(docker, app.node, async () => {
    const { step, secret } = await findSecret(tools, open, { app, docker, wanted: wish.secret });
    const actor = await open.actor();
    await checkMayRecord(open, [step], { actor: actor.id, recordLater: false });
    return readAnnounced(
      { tools, open, actor, tell: wish.tell, recordLater: false },
      { app, docker, step, secret, wish },
    );
  });
}

interface Reader {
  readonly tools: Tools;
  readonly open: OpenRegion;
  readonly actor: Actor;
  readonly tell: Tell;
  readonly recordLater: boolean;
}

interface Reading {
  readonly app: App;
  readonly docker: Docker;
  readonly step: Step;
  readonly secret: MountedSecret;
  readonly wish: SecretToRead;
}

async function findSecret(
  tools: Tools,
  open: OpenRegion,
  { app, docker, wanted: name }: { readonly app: App; readonly docker: Docker; readonly wanted: string },
): Promise<Pick<Reading, 'step' | 'secret'>> {
  const [wanted, node] = await Promise.all([
    readWantedApp(tools, open.region, app),
    observeNode(docker, app.node, tools.clock),
  ]);
  const { services } = findRunningApp(app, node);
  const { secrets: rendered } = wanted.rendered;
  const found = findMountedSecret({ stack: app.stack, services, rendered }, name);
  if (!found) throw notMounted(app, { services, rendered, wanted: name });
  const isHere = await Promise.all(found.places.map(({ container }) => docker.container(container)));
  const places = found.places.filter((_, at) => isHere[at]);
  if (places.length === 0) throw noContainer(app, found.name);
  const planned = planSecret(wanted, { key: name, name: found.name }, node);
  // It changes nothing, so it does not wait for witnesses.
  return { secret: { ...found, places }, step: { ...planned, kind: 'read-secret', critical: false } };
}

async function readAnnounced(run: Reader, reading: Reading): Promise<SecretRead> {
  const { app, step, secret, wish } = reading;
  const { kind, node } = step;
  const plan = { kind, app: app.name, node, secret: secret.name };
  const [announced] = await publishIntents(run, [step], { plan, why: wish.why });
  if (!announced) throw new Error('what was announced has no place');
  const { at } = announced;
  const value = await readMountedUnlessStopped(reading).catch(async (error: unknown) => {
    await conclude(run, { step, at, result: wish.signal.aborted ? 'aborted' : 'failed' });
    throw error;
  });
  const { id, kept } = await conclude(run, { step, at, result: 'done' });
  return { app: app.name, node, secret: secret.name, value, ...given({ entry: id, code: kept?.code }) };
}

async function readMountedUnlessStopped({ app, docker, secret, wish }: Reading): Promise<Secret> {
  if (wish.signal.aborted)
    throw new KnownError('INTERRUPTED', 'stopped before the secret was read', {
      tryThis: ['to go on, run the same command again'],
    });
  return readMountedSecret(docker, app, secret);
}

/** Nothing of the node was looked at: what its services are is not told. */
function conclude(
  run: Reader,
  { step: { app, node }, at, result }: { readonly step: Step; readonly at: Announced; readonly result: OutcomeResult },
): Promise<Recorded> {
  const parts = { log: logOrigin(run.open.region), actor: run.actor.id, time: run.tools.clock.now(), ...at };
  return recordOutcome(
    run,
    makeOutcome({ app, node, result, seconds: 0, says: '', programText: [], tryThis: [] }, parts),
  );
}
