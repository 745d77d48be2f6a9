import { DockerError } from '../model/docker-error.js';
import { KnownError } from '../model/known-error.js';
import type { StepVerdict } from './judge-step.js';
import type { StepContext, TouchedService } from './step-context.js';

/** Failures on the way: nothing sent yet is `failed` or `aborted`, some of it sent is `partial`. Bugs go on up. */
export function judgeError(
  error: unknown,
  { step, mask }: Pick<StepContext, 'step' | 'mask'>,
  touched: readonly TouchedService[],
): StepVerdict {
  if (!(error instanceof KnownError) && !(error instanceof DockerError)) throw error;
  const code = error instanceof KnownError ? error.code : 'STEP_FAILED';
  const says =
    error instanceof KnownError
      ? error.message
      : `Docker on ${step.node} refused it (status ${error.status}): ${mask(error.message)}`;
  if (code === 'STEP_PARTIAL') return { result: 'partial', code, says };
  if (touched.length === 0) return { result: code === 'INTERRUPTED' ? 'aborted' : 'failed', code, says };
  return {
    result: code === 'INTERRUPTED' ? 'unknown' : 'partial',
    code: code === 'STEP_FAILED' ? 'STEP_PARTIAL' : code,
    says: `${says}; ${sentWords(touched)}`,
  };
}

function sentWords(touched: readonly TouchedService[]): string {
  const isRemoval = touched.every(({ kind }) => kind === 'removed');
  return `some services were ${isRemoval ? 'removed' : 'changed'} already`;
}
