import { KnownError } from '../../model/known-error.js';
import { effectOf } from '../../model/step-kinds.js';
import type { SecretToMake } from '../../model/step.js';
import type { AbraEnd } from '../../tools/abra.js';
import { makeSharedNetworks } from '../deploy-stack.js';
import { isAsPlanned, planStale } from '../is-as-planned.js';
import type { Engine, EngineWords, StepContext, TouchedService } from '../step-context.js';
import { stepTimeout } from '../step-timeout.js';
import { removeRest } from '../undeploy-stack.js';
import { waitForFormerNetworks } from '../wait-for-former-networks.js';
import type { AbraHand, OpenAbra } from './abra-hand.js';
import { insertCommand, rolloutCommand, undeployCommand } from './abra-commands.js';
import { findTouched } from './find-touched.js';
import { findUnreached } from './find-unreached.js';
import { untilFenced } from './until-fenced.js';
import { retryWords } from '../retry-words.js';

/** What abra may take beyond the time in which its services must settle: fetching, asking, its own commands afterwards. */
const moreMs = 60_000;
const secretMs = 60_000;

/**
 * Hands each change to the operator's abra. Its exit status and text are hints: what was touched, and whether it is what
 * was wanted, is what the node shows afterwards.
 */
export function abraEngine(open: OpenAbra): Engine {
  return {
    async run(context, touch, hear) {
      await refuseStale(context);
      await waitForFormerNetworks(context);
      for (const make of makeSharedNetworks(context)) await make();
      const hand = await open(context);
      try {
        await runByHand({ context, hand, touch, hear });
      } finally {
        await hand.remove();
      }
    },
  };
}

interface ByHand {
  readonly context: StepContext;
  readonly hand: AbraHand;
  readonly touch: (service: TouchedService) => void;
  readonly hear: EngineWords;
}

async function runByHand(by: ByHand): Promise<void> {
  const { step } = by.context;
  if (effectOf(step) === 'goes') return undeploy(by);
  for (const secret of step.secrets) await insertSecret(by, secret);
  const changed = step.services.some(({ kind }) => kind === 'create' || kind === 'update');
  if (changed || step.configs.length > 0 || step.networks.length > 0) await rollOut(by);
}

async function rollOut(by: ByHand): Promise<void> {
  const { step, look, fence } = by.context;
  const end = await runWords(by, rolloutCommand(step, by.hand), { deadlineMs: stepTimeout(step) + moreMs });
  fence();
  const seen = await look();
  const isTouched = findTouched(end.before, seen).length > 0;
  const unreached = [...(isTouched ? [] : ['nothing was changed']), ...findUnreached(step, seen)];
  if (unreached.length > 0) throw failed(step.app, end, unreached);
  if (end.exitCode !== 0)
    by.hear.notice(`abra ${endWords(end)} although what was wanted is there: --logs shows what it said`);
}

async function undeploy(by: ByHand): Promise<void> {
  const { step, look, fence } = by.context;
  const running = await look();
  if (running.length > 0) {
    const end = await runWords(by, undeployCommand(by.hand.domain), { deadlineMs: stepTimeout(step) + moreMs });
    fence();
    const left = await look();
    if (left.length > 0) throw failed(step.app, end, [`${left.map(({ name }) => name).join(', ')} is still there`]);
  }
  await removeRest(by.context);
}

/** One that is there already stays, and abra's refusal of it is no failure (trap 4): the node tells whether it is there. */
async function insertSecret(by: ByHand, secret: SecretToMake): Promise<void> {
  const { step, docker, secrets, tell } = by.context;
  const input = secrets.get(secret.name);
  if (!input)
    throw new KnownError('STEP_FAILED', `${step.app}: nobody gave the secret ${secret.name}`, {
      tryThis: retryWords(step),
    });
  const isThere = async () => (await docker.secrets({ name: secret.name })).length > 0;
  if (await isThere()) return;
  tell('secrets', secret.name);
  const end = await runWords(by, insertCommand(step, secret, by.hand.domain), { deadlineMs: secretMs, input });
  if (!(await isThere())) throw failed(step.app, end, [`the secret ${secret.name} is not there`]);
}

type Ended = AbraEnd & { readonly before: Awaited<ReturnType<StepContext['look']>> };

/** Runs abra, and names what it touched however it ended. It is stopped where the lock is lost or a person says stop. */
async function runWords(
  { context, hand, touch, hear }: ByHand,
  words: readonly string[],
  options: { readonly deadlineMs: number; readonly input?: Parameters<AbraHand['run']>[1]['input'] },
): Promise<Ended> {
  const before = await context.look();
  context.fence();
  if (!options.input) context.tell('services', `abra ${words.join(' ')}`);
  const end = await untilFenced(context, (signal) => hand.run(words, { ...options, signal }));
  hear.said(end.output);
  for (const service of findTouched(before, await context.look())) touch(service);
  return { ...end, before };
}

async function refuseStale({ step, look }: StepContext): Promise<void> {
  for (const service of await look())
    if (!isAsPlanned(step, service.name, service)) throw planStale(step, service.name);
}

function failed(app: string, end: AbraEnd, unreached: readonly string[]): KnownError {
  return new KnownError('STEP_FAILED', `${app}: abra ${endWords(end)}, and on the node ${unreached.join(', ')}`, {
    tryThis: [
      `what abra said: tend apply --app ${app} --retry --logs`,
      `by the built-in engine: engine: swarm for ${app}`,
    ],
  });
}

function endWords({ exitCode, timedOut }: AbraEnd): string {
  if (timedOut) return 'did not come to an end and was stopped';
  return exitCode === undefined ? 'was stopped' : `ended with status ${exitCode}`;
}
