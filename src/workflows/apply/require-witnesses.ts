import { gatherCosignatures, type Gathered } from '../../changelog/heads/gather-cosignatures.js';
import { readState } from '../../changelog/read-state.js';
import { policyIn } from '../../changelog/heads/cosignatures-of.js';
import type { EntryId } from '../../model/brand.js';
import { KnownError } from '../../model/known-error.js';
import type { Step } from '../../model/step.js';
import type { Announcing } from './apply-run.js';
import { recordEntries } from './record-entries.js';

/**
 * Before a critical app is changed, enough witnesses must have seen the announcement, where the record has witnesses at all:
 * WITNESSES_MISSING otherwise, with nothing changed. A person may break the glass: that is recorded, and shows until a second
 * person has confirmed it.
 */
export async function requireWitnesses(
  run: Announcing,
  steps: readonly Step[],
  intents: readonly EntryId[],
): Promise<void> {
  const critical = steps.filter((step) => step.critical).map((step) => step.app);
  if (critical.length === 0) return;
  const { place } = run.open.changelog;
  const policy = policyIn((await readState(place)).policy);
  if (!policy || policy.quorum === 'none') return;
  const gathered = await gatherCosignatures(place, run.tools.http, intents);
  if (gathered.enough) return tellSeen(run, gathered);
  if (run.breakGlass === undefined) throw missing(critical, gathered, policy.quorum);
  await breakGlass(run, intents, run.breakGlass);
}

function tellSeen(run: Announcing, { witnesses }: Gathered): void {
  run.tell({ type: 'notice', text: `the announcement was seen by ${witnesses.join(', ')}` });
}

async function breakGlass(run: Announcing, intents: readonly EntryId[], reason: string): Promise<void> {
  const { changelog } = run.open;
  const { origin } = changelog.place;
  const detail = await changelog.putDetail(JSON.stringify({ why: reason }));
  const common = { v: 1, log: origin, time: run.tools.clock.now(), actor: run.actor.id } as const;
  const ids = await recordEntries(
    run,
    [...new Set(intents)].map((intent) => ({ ...common, type: 'breakglass', intent, detail })),
  );
  const first = ids[0]?.slice(0, 8) ?? '';
  run.tell({
    type: 'notice',
    text: `GLASS BROKEN: no witness has seen this; it shows everywhere until a second person runs: tend changelog confirm ${first}`,
  });
}

function missing(apps: readonly string[], { witnesses, failures }: Gathered, quorum: string): KnownError {
  const seen = witnesses.length === 0 ? 'none has' : `only ${witnesses.join(', ')} has`;
  return new KnownError(
    'WITNESSES_MISSING',
    `${apps.join(', ')}: critical, so ${quorum} must see the announcement first; ${seen}. Nothing was changed`,
    {
      details: failures.map(({ witness, reason }) => `${witness}: ${reason}`),
      tryThis: [
        'try again when the witnesses answer: tend apply',
        'if it must be now: tend apply --break-glass "why it cannot wait" (recorded, and shown until a second person confirms it)',
      ],
    },
  );
}
