import type { Lock } from '../../apply/keep-lock.js';
import type { StepContext } from '../../apply/step-context.js';
import { KnownError } from '../../model/known-error.js';
import { stopWords } from '../../model/stop-reason.js';
import type { Secret } from '../../model/secret.js';
import type { Step } from '../../model/step.js';
import { observeHealth } from '../../observe/observe-health.js';
import type { ApplyRun } from './apply-run.js';
import { retryWords } from '../../apply/retry-words.js';
import type { SharedNode } from './sharing/share-node.js';

/** Hands one step all that it may touch. */
export function stepContext(run: ApplyRun, step: Step, { shared, lock }: StepParts): StepContext {
  return {
    step,
    docker: shared.dockerFor(step.stack),
    clock: run.tools.clock,
    secrets: secretsOf(run, step),
    values: valuesOf(run, step),
    signal: run.signal,
    mask: run.mask,
    look: () => shared.look(step.stack),
    health: (container) => observeHealth(shared.docker, container),
    authFor: (image) => run.auths.authFor(image),
    fence() {
      if (run.signal.aborted)
        throw new KnownError('INTERRUPTED', `${step.app}: ${stopWords(run.signal)}`, { tryThis: retryWords(step) });
      lock.fence();
    },
    tell: tellOnce(run, step),
  };
}

interface StepParts {
  readonly shared: SharedNode;
  readonly lock: Lock;
}

/** What is so still is not told again: several steps that wait would tell it many times a second. */
function tellOnce({ tell, mask }: ApplyRun, { app, node }: Step): StepContext['tell'] {
  let last = '';
  return (phase, says) => {
    const now = `${phase} ${says ?? ''}`;
    if (now === last) return;
    last = now;
    tell({ type: 'step-progress', app, node, phase, ...(says === undefined ? {} : { says: mask(says) }) });
  };
}

function secretsOf(run: ApplyRun, step: Step): Map<string, Secret> {
  return new Map(
    step.secrets.flatMap(({ name }) => {
      const value = run.secrets.get(`${step.node} ${name}`);
      return value ? [[name, value] as const] : [];
    }),
  );
}

function valuesOf(run: ApplyRun, { node, app, values = [] }: Step): Map<string, Secret> {
  return new Map(
    values.flatMap(({ key }) => {
      const value = run.secrets.get(`${node} ${app} ${key}`);
      return value ? [[key, value] as const] : [];
    }),
  );
}
