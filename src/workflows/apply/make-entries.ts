import { given } from '../../model/given.js';
import { publicRepo } from '../../record/public-repo.js';
import type { EntryId, Timestamp } from '../../model/brand.js';
import type { IntentStep, NewIntent, OutcomeEntry } from '../../model/entry.js';
import type { ObservedAfter, Outcome } from '../../model/outcome.js';
import type { ManifestState } from '../../model/plan.js';
import type { Step } from '../../model/step.js';
import { fits, sayableName } from './sayable-name.js';

export interface IntentParts {
  readonly log: string;
  readonly actor: string;
  readonly time: Timestamp;
  readonly manifest: ManifestState;
  /** Commitment to the whole plan. */
  readonly plan: string;
  /** Commitment to the words of a person (why, ticket, domains). */
  readonly detail: string | null;
  readonly toolVersion: string;
}

const deadlineHours = 24;

/** The intent of an apply: a closed projection of its steps; names of env keys and secrets, never values. */
export function makeIntent(steps: readonly Step[], parts: IntentParts): NewIntent {
  const deadline = new Date(Date.parse(parts.time) + deadlineHours * 3_600_000).toISOString();
  return {
    v: 1,
    type: 'intent',
    log: parts.log,
    actor: parts.actor,
    time: parts.time,
    deadline: `${deadline.slice(0, 19)}Z`,
    steps: steps.map(intentStep),
    manifest: {
      repo: publicRepo(parts.manifest.repo),
      commit: parts.manifest.commit ?? null,
      dirty: parts.manifest.dirty,
    },
    plan: parts.plan,
    detail: parts.detail,
    tool: { name: 'tend', version: parts.toolVersion },
  };
}

/** The outcome of one step: what was seen on the node afterwards. */
export function makeOutcome(
  outcome: Outcome,
  parts: { log: string; actor: string; time: Timestamp; intent: EntryId; step: number },
): OutcomeEntry {
  return {
    v: 1,
    type: 'outcome',
    log: parts.log,
    actor: parts.actor,
    time: parts.time,
    app: outcome.app,
    node: outcome.node,
    intent: parts.intent,
    step: parts.step,
    result: outcome.result,
    observed: outcome.observed ? copyObserved(outcome.observed) : null,
    seconds: outcome.seconds,
  };
}

/** What was seen, in the words of an entry. It comes from nodes, where anything may stand: what no entry can say stays out. */
export function copyObserved(observed: ObservedAfter): NonNullable<OutcomeEntry['observed']> {
  const { swarm, version, services } = observed;
  return {
    swarm: fits.swarm(swarm) ? swarm : '',
    ...(version !== undefined && fits.version(version) ? { version } : {}),
    services: services.map((service) => ({ ...service, name: sayableName(service.name) })),
  };
}

function intentStep(step: Step): IntentStep {
  const { added, changed, removed } = step.env;
  return {
    app: step.app,
    node: step.node,
    engine: step.engine,
    kind: step.kind,
    recipe: intentRecipe(step.recipe),
    images: step.services.flatMap(({ service, image }) => (image ? [intentImage(service, image)] : [])),
    env: {
      added: added.filter(fits.envKey),
      changed: changed.filter(fits.envKey),
      removed: removed.filter(fits.envKey),
    },
    secrets: step.secrets.map((secret) => sayableName(secret.name)),
    released: [...step.released],
  };
}

function intentRecipe({ name, from, to, commit }: Step['recipe']): IntentStep['recipe'] {
  return {
    name: sayableName(name),
    ...(from !== undefined && fits.version(from) ? { from } : {}),
    to: fits.version(to) ? to : commit,
    commit,
  };
}

function intentImage(
  service: string,
  { fromDigest, toDigest }: NonNullable<Step['services'][number]['image']>,
): IntentStep['images'][number] {
  return {
    service: sayableName(service),
    ...given({ from: fromDigest, to: toDigest }),
  };
}
