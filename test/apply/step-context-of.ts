import type { StepContext } from '../../src/apply/step-context.js';
import { KnownError } from '../../src/model/known-error.js';
import type { Step } from '../../src/model/step.js';
import { observeHealth } from '../../src/observe/observe-health.js';
import { observeStack } from '../../src/observe/observe-stack.js';
import type { FakeDocker } from '../support/fake-docker.js';
import { makeSleepingClock } from '../support/clocks.js';
import { retryWords } from '../../src/apply/retry-words.js';

export interface TestContext extends StepContext {
  /** Everything that was told: `settling app: 0 of 1 task new`. */
  readonly told: readonly string[];
  /** From now on every fence throws, as after a lost lock. */
  loseLock(): void;
  stop(): void;
}

/** A step and what it may touch: a fake Docker, a clock that moves only while somebody sleeps. */
export function stepContextOf(fake: FakeDocker, step: Step, more: Partial<StepContext> = {}): TestContext {
  const told: string[] = [];
  const stopping = new AbortController();
  let lost = false;
  return {
    step,
    docker: fake.docker,
    clock: makeSleepingClock(),
    secrets: new Map(),
    look: () => observeStack(fake.docker, step.stack),
    health: (container) => observeHealth(fake.docker, container),
    authFor: async () => undefined,
    fence() {
      if (stopping.signal.aborted)
        throw new KnownError('INTERRUPTED', `${step.app}: stopped`, { tryThis: retryWords(step) });
      if (lost)
        throw new KnownError('LOCK_HELD', 'the lock was lost, nothing more is changed', { tryThis: retryWords(step) });
    },
    tell: (phase, says) => void told.push(says === undefined ? phase : `${phase} ${says}`),
    signal: stopping.signal,
    mask: (text) => text,
    told,
    loseLock: () => void (lost = true),
    stop: () => stopping.abort(),
    ...more,
  };
}

/** The step as planned from what the fake node holds now. */
export async function restingOn(fake: FakeDocker, step: Step): Promise<Step> {
  const services = (await observeStack(fake.docker, step.stack)).map(({ name, id, index }) => ({ name, id, index }));
  return { ...step, rests: { ...step.rests, services } };
}
