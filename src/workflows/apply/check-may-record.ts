import { KnownError } from '../../model/known-error.js';
import type { Step } from '../../model/step.js';
import type { OpenRegion } from '../region/open-region.js';

/**
 * Nothing is changed that cannot be recorded: the changelog must answer now and let the actor write, or a person says
 * `--record-later`.
 */
export async function checkMayRecord(
  open: OpenRegion,
  steps: readonly Step[],
  { actor, recordLater }: { readonly actor: string; readonly recordLater: boolean },
): Promise<void> {
  const critical = steps.find((step) => step.critical);
  if (recordLater && critical)
    throw new KnownError('POLICY_DENIED', `${critical.app} is critical: it is not changed without a published record`, {
      tryThis: ['once the changelog answers: tend apply'],
    });
  if (recordLater) return;
  await open.changelog.checkMayWrite(actor).catch((error: unknown) => {
    throw withWayOut(error);
  });
}

function withWayOut(error: unknown): unknown {
  if (!(error instanceof KnownError) || error.code !== 'CHANGELOG_UNREACHABLE') return error;
  return new KnownError(error.code, `${error.message}: nothing was changed`, {
    details: error.details,
    tryThis: [
      ...error.tryThis,
      'if it must be now, the record kept here until the next run publishes it: tend apply --record-later',
    ],
    cause: error,
  });
}
