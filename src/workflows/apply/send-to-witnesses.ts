import { gatherCosignatures } from '../../changelog/heads/gather-cosignatures.js';
import { policyIn } from '../../changelog/heads/cosignatures-of.js';
import { readState } from '../../changelog/read-state.js';
import { KnownError } from '../../model/known-error.js';
import type { ApplyRun } from './apply-run.js';

/** At the end of an apply those witnesses that answer at once see its outcomes too; the others come by themselves. */
export async function sendToWitnesses({ open, tools, tell }: ApplyRun): Promise<void> {
  const { place } = open.changelog;
  try {
    const { witnesses = [] } = policyIn((await readState(place)).policy) ?? {};
    if (!witnesses.some(({ url }) => url !== undefined)) return;
    const { failures } = await gatherCosignatures(place, tools.http, []);
    for (const { witness, reason } of failures)
      tell({ type: 'notice', text: `${witness} has not seen what came of it yet: ${reason}` });
  } catch (error) {
    if (!(error instanceof KnownError)) throw error;
    tell({ type: 'notice', text: `no witness has seen what came of it yet: ${error.message}` });
  }
}
