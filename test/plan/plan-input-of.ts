import type { ObservedService, SeenNode } from '../../src/model/observation.js';
import type { RenderedApp } from '../../src/model/prepared.js';
import type { Record as LogRecord, RecordedStep } from '../../src/model/record.js';
import type { App } from '../../src/model/region.js';
import type { StackSpecs } from '../../src/model/stack-specs.js';
import type { PlanInput, WantedApp } from '../../src/plan/plan-input.js';
import {
  commitA,
  digestA,
  makeApp,
  makeObservation,
  makeRecipe,
  makeRegion,
  makeService,
  makeTask,
  makeStackSpecs,
} from '../support/builders.js';
import { anId } from '../support/an-id.js';

export const stack = 'wiki_example_org';
const moment = '2026-11-22T13:57:02Z';

/** The app `wiki` wanted, nothing there, nothing recorded: a plan deploys it. */
export function planInputOf(over: Partial<PlanInput> = {}): PlanInput {
  const wanted = over.wanted ?? [wantedOf()];
  return {
    region: makeRegion({ apps: wanted.map(({ app }) => app) }),
    wanted,
    seen: [makeObservation()],
    record: recordOf(),
    manifest: { repo: 'local', commit: commitA, dirty: false },
    images: new Map(),
    refresh: false,
    triedBefore: new Map(),
    released: new Set(),
    removalsConfirmed: new Set(),
    madeAt: moment,
    readSeconds: 0.4,
    ...over,
  };
}

export function wantedOf(
  over: {
    app?: Partial<App>;
    specs?: Partial<StackSpecs>;
    rendered?: Partial<RenderedApp>;
    version?: string;
    versions?: readonly string[];
    notes?: Readonly<Record<string, string>>;
  } = {},
): WantedApp {
  const app = makeApp(over.app);
  const version = over.version ?? '1.2.0+2024-02-06a';
  const specs = makeStackSpecs({ stack: app.stack, ...over.specs });
  return {
    app,
    recipe: makeRecipe({ version, versions: over.versions ?? [version], ...(over.notes ? { notes: over.notes } : {}) }),
    rendered: { specs, secrets: [], env: {}, notices: [], ...over.rendered },
  };
}

export function recordOf(over: Partial<LogRecord> = {}): LogRecord {
  return { size: 0, history: [], dangling: [], remote: '/srv/changelog.git', spooled: 0, fresh: true, ...over };
}

/** The specs as a node shows them once they run: what was wanted, stored. */
function runningOf({ rendered: { specs } }: WantedApp): ObservedService[] {
  return specs.services.map((spec) => {
    const wanted = spec.Mode?.Replicated?.Replicas ?? 1;
    return makeService({
      spec,
      tasks: Array.from({ length: wanted }, (_, slot) => makeTask({ id: `task${slot}`, slot })),
    });
  });
}

/** A node on which all that is wanted runs. */
export function settledNode(wanted: readonly WantedApp[], over: Partial<SeenNode> = {}): SeenNode {
  const at = moment;
  return makeObservation({
    services: wanted.flatMap(runningOf),
    networks: wanted.flatMap(({ rendered: { specs } }) =>
      specs.networks.map(({ Name }) => ({
        id: Name,
        name: Name,
        stack: specs.stack,
        driver: 'overlay',
        scope: 'swarm',
      })),
    ),
    configs: wanted.flatMap(({ rendered: { specs } }) =>
      specs.configs.map(({ Name, Data, Labels }) => ({
        id: Name,
        name: Name,
        stack: specs.stack,
        index: 1,
        labels: Labels,
        data: Data,
        createdAt: at,
        updatedAt: at,
      })),
    ),
    secrets: wanted.flatMap(({ rendered }) => rendered.secrets.map(({ name }) => ({ id: name, name, createdAt: at }))),
    ...over,
  });
}

/** What the record says after an apply of these services. */
export function recordedStep(
  services: readonly ObservedService[],
  over: {
    kind?: RecordedStep['step']['kind'];
    result?: 'done' | 'failed' | 'rolled-back' | 'unknown';
    app?: string;
    node?: string;
    to?: string;
  } = {},
): RecordedStep {
  const { kind = 'deploy', result = 'done', app = 'wiki', node = 'brunswick', to = '1.2.0+2024-02-06a' } = over;
  const common = { v: 1, log: 'example.org/changelog', time: moment, actor: 'op-7f3k' } as const;
  const intentId = anId('i'.repeat(43));
  const step = {
    app,
    node,
    engine: 'swarm',
    kind,
    recipe: { name: 'dokuwiki', to, commit: commitA },
    images: [],
    env: { added: [], changed: [], removed: [] },
    secrets: [],
    released: [],
  } as const;
  const intent = {
    ...common,
    type: 'intent',
    deadline: moment,
    steps: [{ ...step, images: [], env: { added: [], changed: [], removed: [] }, secrets: [], released: [] }],
    manifest: { repo: 'local', commit: commitA, dirty: false },
    plan: 'p'.repeat(43),
    detail: null,
    tool: { name: 'tend', version: '0.1.0' },
  } as const;
  const seen = services.map(({ id, name, index }) => ({
    name: name.slice(stack.length + 1),
    id,
    index,
    updated: moment,
    image: digestA,
    running: 1,
    wanted: 1,
    healthy: 1,
  }));
  const outcome = {
    ...common,
    type: 'outcome',
    app,
    node,
    intent: intentId,
    step: 0,
    result,
    observed: { swarm: 'swarm1', services: seen },
    seconds: 3,
  } as const;
  return {
    app,
    node,
    intentId,
    intent: {
      ...intent,
      steps: [],
      outcomeKey: `ssh-ed25519 ${'A'.repeat(68)}`,
      seen: { size: 1, root: `${'A'.repeat(43)}=` },
    },
    index: 0,
    step: { ...step, images: [], env: { added: [], changed: [], removed: [] }, secrets: [], released: [] },
    outcome,
    outcomeId: anId('o'.repeat(43)),
    at: moment,
  };
}
