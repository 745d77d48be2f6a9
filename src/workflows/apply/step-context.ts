import type { Lock } from '../../apply/keep-lock.js';
import type { StepContext } from '../../apply/step-context.js';
import { KnownError } from '../../model/known-error.js';
import { stopWords } from '../../model/stop-reason.js';
import type { Secret } from '../../model/secret.js';
import type { Step } from '../../model/step.js';
import { observeStack } from '../../observe/observe-stack.js';
import type { Docker } from '../../tools/docker.js';
import type { ApplyRun } from './apply-run.js';
import { retryWords } from '../../apply/retry-words.js';

/** Hands one step all that it may touch. */
export function stepContext(run: ApplyRun, step: Step, { docker, lock }: { docker: Docker; lock: Lock }): StepContext {
  return {
    step,
    docker,
    clock: run.tools.clock,
    secrets: secretsOf(run, step),
    values: valuesOf(run, step),
    signal: run.signal,
    mask: run.mask,
    look: () => observeStack(docker, step.stack),
    authFor: (image) => run.auths.authFor(image),
    fence() {
      if (run.signal.aborted)
        throw new KnownError('INTERRUPTED', `${step.app}: ${stopWords(run.signal)}`, { tryThis: retryWords(step) });
      lock.fence();
    },
    tell: (phase, says) =>
      run.tell({
        type: 'step-progress',
        app: step.app,
        node: step.node,
        phase,
        ...(says === undefined ? {} : { says: run.mask(says) }),
      }),
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
