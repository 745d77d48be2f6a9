import type { Entry, IntentEntry, NewEntry, NewIntent, OutcomeEntry } from '../../src/model/entry.js';
import { makeDetail } from '../../src/changelog/detail.js';
import { fixedRandom } from '../support/fixed-random.js';
import { anId } from '../support/an-id.js';

export const origin = 'merri-bek.example/changelog';
const random = fixedRandom();
const common = { v: 1, log: origin, actor: 'op-7f3k', time: '2026-11-22T13:57:02Z' } as const;

export function intentOf(app: string, changes: Partial<NewIntent> = {}): NewIntent {
  return {
    ...common,
    type: 'intent',
    deadline: '2026-11-23T13:57:02Z',
    steps: [stepOf(app)],
    manifest: { repo: 'https://forge.example/merri-bek/region', commit: '9'.repeat(40), dirty: false },
    plan: makeDetail('plan', random).commitment,
    detail: null,
    tool: { name: 'tend', version: '0.1.0' },
    ...changes,
  };
}

export function stepOf(app: string): IntentEntry['steps'][number] {
  return {
    app,
    node: 'brunswick',
    engine: 'swarm',
    kind: 'upgrade',
    recipe: { name: 'dokuwiki', from: '1.2.0+2024-02-06a', to: '1.3.0+2024-10-01', commit: '4'.repeat(40) },
    images: [{ service: 'app', to: `sha256:${'a'.repeat(64)}` }],
    env: { added: ['MAIL_HOST'], changed: [], removed: [] },
    secrets: [],
    released: [],
  };
}

/** What came of the first step of an intent that the log took under that id. */
export function outcomeOf(
  { id, app = 'wiki' }: { id: string; app?: string },
  changes: Partial<OutcomeEntry> = {},
): OutcomeEntry {
  return {
    ...common,
    time: '2026-11-22T13:57:19Z',
    type: 'outcome',
    app,
    node: 'brunswick',
    intent: anId(id),
    step: 0,
    result: 'done',
    seconds: 14,
    observed: {
      swarm: 'k2v',
      version: '1.3.0+2024-10-01',
      services: [
        {
          name: 'app',
          id: 'x1',
          index: 4711,
          updated: '2026-11-22T13:57:08Z',
          image: `sha256:${'a'.repeat(64)}`,
          running: 1,
          wanted: 1,
          healthy: 1,
        },
      ],
    },
    ...changes,
  };
}

export function stewardOf(app: string, steward: string | null, deputies: string[] = []): NewEntry {
  return { ...common, type: 'steward.assign', app, node: 'brunswick', steward, deputies };
}

export function keepOf(app: string): Extract<NewEntry, { type: 'drift' }> {
  return {
    ...common,
    type: 'drift',
    app,
    node: 'brunswick',
    decision: 'kept',
    services: [{ name: 'app', index: 4800, fields: ['env RELAY_HOST', 'replicas 1 -> 2'] }],
    observed: { swarm: 'k2v', services: [] },
  };
}

/** As many intents, of a few apps. */
export function manyIntents(count: number, apps = 10): NewIntent[] {
  return Array.from({ length: count }, (_, index) => intentOf(`app${index % apps}`));
}

/** An entry as a log would hold it, for tests that judge nothing. */
export function heldOf<Each extends NewEntry>(entry: Each): Extract<Entry, { type: Each['type'] }> {
  const seen = { size: 1, root: `${'A'.repeat(43)}=` };
  const outcomeKey = `ssh-ed25519 ${'A'.repeat(68)}`;
  const held =
    entry.type === 'intent' ? { ...entry, seen, outcomeKey } : entry.type === 'outcome' ? entry : { ...entry, seen };
  return held as unknown as Extract<Entry, { type: Each['type'] }>;
}
