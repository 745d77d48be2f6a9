import { lockWaitFrom } from '../../apply/lock-wait.js';
import { given } from '../../model/given.js';
import type { SecretSet } from '../../model/secret-set.js';
import type { ErrorCode } from '../../model/error-codes.js';
import type { Tell } from '../../model/event.js';
import type { StepDone } from '../../model/apply-end.js';
import { KnownError } from '../../model/known-error.js';
import type { RenderedSecret } from '../../model/prepared.js';
import type { SeenNode } from '../../model/observation.js';
import type { Outcome } from '../../model/outcome.js';
import type { Secret } from '../../model/secret.js';
import { observeNode } from '../../observe/observe-node.js';
import type { WantedApp } from '../../plan/plan-input.js';
import { planSecret } from '../../plan/plan-secret.js';
import type { Tools } from '../../tools/tools.js';
import { announceSteps } from '../apply/announce-steps.js';
import { beginRun } from '../apply/begin-run.js';
import { checkEngines } from '../plan/check-engines.js';
import { checkMayRecord } from '../apply/check-may-record.js';
import { getAllReady } from '../apply/get-all-ready.js';
import type { OpenRegion } from '../region/open-region.js';
import { reachApp } from '../region/reach-app.js';
import { readWantedApp } from '../plan/read-wanted.js';
import { runSteps } from '../apply/run-steps.js';
import { sendToWitnesses } from '../apply/send-to-witnesses.js';
import { waysOn } from '../../model/ways-on.js';

export interface SecretWish {
  readonly app: string;
  /** Its name in the recipe, or the one on the swarm. */
  readonly secret: string;
  readonly readValue: () => Promise<Secret>;
  readonly signal: AbortSignal;
  /** Milliseconds to wait for a lock that somebody else holds. */
  readonly lockWaitMs?: number;
  readonly tell: Tell;
}

/**
 * Gives an app's secret its value on the node: under the app's lock, announced and recorded by name. One that is there
 * already is never overwritten.
 */
export async function setSecret(tools: Tools, open: OpenRegion, wish: SecretWish): Promise<SecretSet> {
  const { app, docker } = await reachApp(tools.nodes, open, wish.app);
  const [wanted, node] = await Promise.all([
    readWantedApp(tools, open.region, app),
    observeNode(docker, app.node, tools.clock),
  ]);
  const { secret, ...found } = findSecret(wanted, wish);
  refuseExisting(node, secret, app.name);
  const steps = [planSecret(found.wanted, secret, node)];
  await checkEngines(tools, steps, () => undefined);
  const actor = await open.actor();
  await checkMayRecord(open, steps, { actor: actor.id, recordLater: false });
  const secrets = new Map([[`${app.node} ${secret.name}`, await wish.readValue()]]);
  const options = { signal: wish.signal, tell: wish.tell };
  const lockWait = lockWaitFrom(tools.clock, wish.lockWaitMs);
  const run = await beginRun(tools, open, { actor, steps, secrets, lockWait, options });
  const ready = await getAllReady(run);
  const announced = await announceSteps(run, ready, { plan: steps, why: '' });
  const [end] = await runSteps(run, announced, ready);
  await sendToWitnesses(run);
  if (!end) throw new Error('a step ended without an end');
  if (end.kind === 'done' && end.outcome.result === 'done')
    return secretSet(end, { app: app.name, secret: secret.name });
  throw notSet(app.name, end.kind === 'done' ? end.outcome : end);
}

function secretSet({ entry, outcome: { code } }: StepDone, what: { app: string; secret: string }): SecretSet {
  return { ...what, ...given({ entry, code }) };
}

function findSecret(wanted: WantedApp | undefined, wish: SecretWish): { wanted: WantedApp; secret: RenderedSecret } {
  const secret = wanted?.rendered.secrets.find(({ key, name }) => key === wish.secret || name === wish.secret);
  if (wanted && secret) return { wanted, secret };
  const keys = wanted?.rendered.secrets.map(({ key }) => key) ?? [];
  throw new KnownError('USAGE', `${wish.app} uses no secret ${wish.secret}`, {
    details: [`it uses: ${keys.join(', ') || 'none'}`],
    tryThis: waysOn(
      keys.slice(0, 5).map((key) => `tend app secret set ${wish.app} ${key}`),
      'see whether another app was meant: tend status',
    ),
  });
}

function refuseExisting(node: SeenNode, secret: RenderedSecret, app: string): void {
  if (!node.secrets.some(({ name }) => name === secret.name)) return;
  const next = /^v(\d+)$/.exec(secret.version)?.[1];
  const version = next === undefined ? 'NEXT' : `v${Number(next) + 1}`;
  throw new KnownError('USAGE', `${secret.name} is on the node already, and a secret never changes`, {
    tryThis: [
      `for a new value give it a new version in the manifest: secrets: { ${secret.key}: { ask: true, version: ${version} } }`,
      `then: tend app secret set ${app} ${secret.key}`,
    ],
  });
}

function notSet(app: string, end: Pick<Outcome, 'says' | 'tryThis'> & { readonly code?: ErrorCode }): KnownError {
  return new KnownError(end.code ?? 'STEP_FAILED', `${app}: ${end.says}`, {
    tryThis: waysOn(end.tryThis, `see what is there: tend app ps ${app}`),
  });
}
