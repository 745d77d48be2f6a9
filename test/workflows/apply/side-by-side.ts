import type { NewEntry } from '../../../src/model/entry.js';
import type { TendEvent } from '../../../src/model/event.js';
import { KnownError } from '../../../src/model/known-error.js';
import type { Region } from '../../../src/model/region.js';
import type { Step } from '../../../src/model/step.js';
import type { Files } from '../../../src/tools/files.js';
import type { RegionChangelog } from '../../../src/workflows/changelog/region-changelog.js';
import { beginRun } from '../../../src/workflows/apply/begin-run.js';
import { getAllReady } from '../../../src/workflows/apply/get-all-ready.js';
import { runSteps } from '../../../src/workflows/apply/run-steps.js';
import { makeApp, makeRegion, makeServiceSpec, makeStackSpecs, makeStep } from '../../support/builders.js';
import { makeTimeline } from '../../support/clocks.js';
import { makeFakeDocker, type FakeDocker } from '../../support/fake-docker.js';
import { makeFakeNodes } from '../../support/fake-nodes.js';
import type { Fate, FakeDockerOptions } from '../../support/fake-swarm.js';
import { makeOpenRegion } from '../../support/make-open-region.js';
import { makeTools } from '../../support/make-tools.js';
import { onlyWith } from '../../support/only-with.js';
import { anId } from '../../support/an-id.js';

export interface Playing extends Pick<FakeDockerOptions, 'freeMemory' | 'looksToSettle'> {
  readonly steps: readonly Step[];
  readonly parallel?: number;
  readonly region?: Partial<Region>;
  /** How an app fares; the others run. */
  readonly fates?: Readonly<Record<string, Fate>>;
  /** Seconds after which somebody says stop. */
  readonly stopAt?: number;
  /** The changelog does not answer. */
  readonly unpublished?: boolean;
}

/** An app of which nothing runs: one service, no secrets. */
export function newApp(app: string, over: Partial<Step> = {}): Step {
  const stack = `${app}_example_org`;
  const services = [makeServiceSpec({ Name: `${stack}_app`, image: `example.org/${app}:1` })].map((spec) => ({
    ...spec,
    TaskTemplate: { ContainerSpec: spec.TaskTemplate.ContainerSpec },
  }));
  return makeStep({
    app,
    stack,
    services: [{ service: 'app', kind: 'create', fields: [] }],
    specs: makeStackSpecs({ stack, services }),
    ...over,
  });
}

/** Takes announced steps on a fake node, in a time of its own; gives when which app began, the pushes, and all that was told. */
export async function playSteps(playing: Playing) {
  const { steps, parallel, region, fates = {}, stopAt, unpublished = false, ...node } = playing;
  const clock = makeTimeline().clock();
  const fake = makeFakeDocker({
    looksToSettle: 3,
    ...node,
    fate: ({ Name }) => fates[Name.split('_')[0] ?? ''] ?? 'runs',
  });
  const stop = new AbortController();
  const events: TendEvent[] = [];
  const starting = countStarting(fake, stop.signal);
  const log = makeLog(unpublished);
  const open = makeOpenRegion({
    region: makeRegion({ apps: steps.map(({ app, needs }) => makeApp({ name: app, needs })), ...region }),
    changelog: log.changelog,
  });
  const files = onlyWith<Files>('files', { readText: async () => undefined });
  const tools = makeTools({ clock, files, nodes: makeFakeNodes({ brunswick: fake.docker }) });
  const run = await beginRun(tools, open, {
    actor: { id: 'op-7f3k', name: 'ada' },
    steps,
    secrets: new Map(),
    options: {
      signal: stop.signal,
      tell: (event) => void events.push(event),
      ...(parallel === undefined ? {} : { parallel }),
    },
  });
  const ready = await getAllReady(run);
  if (stopAt !== undefined) void clock.sleep(stopAt * 1000).then(() => stop.abort());
  const announced = ready.ready.map((one, step) => ({ ...one, at: { intent: anId('i'.repeat(43)), step } }));
  const ends = await runSteps(run, announced, ready);
  return {
    ends,
    events,
    pushes: log.pushes,
    kept: log.kept,
    calls: fake.calls,
    mostStarting: starting.most,
    seconds: clock.monotonic() / 1000,
    locks: (await fake.docker.configs()).length,
  };
}

/** Services that were made and whose containers have not started, at most. */
function countStarting({ before, docker }: FakeDocker, signal: AbortSignal) {
  const count = { now: 0, most: 0 };
  before('createService', () => (count.most = Math.max(count.most, ++count.now)));
  void (async () => {
    for await (const { Action } of docker.events(signal, { type: ['container'] }))
      if (Action === 'start') count.now -= 1;
  })();
  return count;
}

function makeLog(unpublished: boolean) {
  const pushes: string[][] = [];
  const kept: NewEntry[] = [];
  const changelog = onlyWith<RegionChangelog>('changelog', {
    async append(entries) {
      if (unpublished) throw new KnownError('CHANGELOG_UNREACHABLE', 'no answer', { tryThis: ['again'] });
      pushes.push(entries.map(wordsOf));
      return { ids: entries.map((entry) => anId(`id of ${wordsOf(entry)}`)), pushed: true, refused: [], behind: [] };
    },
    async spool(entries) {
      kept.push(...entries);
      return entries.map((entry) => anId(`id of ${wordsOf(entry)}`));
    },
  });
  return { pushes, kept, changelog };
}

function wordsOf(entry: NewEntry): string {
  return entry.type === 'outcome' ? `${entry.app} ${entry.result}` : entry.type;
}
