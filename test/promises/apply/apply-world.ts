import type { TendEvent } from '../../../src/model/event.js';
import { KnownError } from '../../../src/model/known-error.js';
import type { Plan } from '../../../src/model/plan.js';
import { Secret } from '../../../src/model/secret.js';
import type { App, Region } from '../../../src/model/region.js';
import type { HeldReason } from '../../../src/model/step.js';
import type { ServiceSpec } from '../../../src/model/service-spec.js';
import type { Docker } from '../../../src/tools/docker.js';
import type { Files } from '../../../src/tools/files.js';
import type { Git } from '../../../src/tools/git.js';
import type { ProgramResult } from '../../../src/tools/programs.js';
import type { Tools } from '../../../src/tools/tools.js';
import type { Recipes } from '../../../src/workflows/plan/open-recipes.js';
import { planRegion } from '../../../src/workflows/plan/plan-region.js';
import { setSecret } from '../../../src/workflows/app/set-secret.js';
import { applyRegion } from '../../../src/workflows/apply/apply-region.js';
import type { OpenRegion } from '../../../src/workflows/region/open-region.js';
import { makeApp, makeNode, makeRecipe, makeRegion } from '../../support/builders.js';
import { makeTimeline } from '../../support/clocks.js';
import { makeFakeDocker, type FakeDocker } from '../../support/fake-docker.js';
import { makeFakeNodes } from '../../support/fake-nodes.js';
import { makeFakeLog, type FakeMachine } from '../../support/fake-region-changelog.js';
import type { Fate } from '../../support/fake-swarm.js';
import { fixedRandom } from '../../support/fixed-random.js';
import { makeEnvironment, makeTools } from '../../support/make-tools.js';
import { onlyWith } from '../../support/only-with.js';
import { makeFaults, type Fault } from './faults.js';

const typedSecret = 'correct-horse-battery';
const version = (number: number) => `1.${number}.0+5`;

/** Two nodes with six apps: `wiki` needs `db`, both have secrets; every version of a recipe is another image. */
export function makeApplyWorld() {
  const time = makeTimeline(24 * 3_600_000);
  const log = makeFakeLog();
  const desk = log.machine();
  const random = fixedRandom();
  const wanted = new Map<string, number>();
  const fates = new Map<string, Fate>();
  const nodes = new Map<string, FakeDocker>(
    ['brunswick', 'coburg'].map((name) => [name, makeFakeDocker({ swarmId: name, fate: fateOf })]),
  );

  function fateOf({ Name, TaskTemplate }: ServiceSpec): Fate {
    const number = /:1\.(\d+)@/.exec(TaskTemplate.ContainerSpec.Image)?.[1];
    return fates.get(`${Name.split('_')[0]} ${number}`) ?? 'runs';
  }

  function region(): Region {
    const app = (name: string, over: Partial<App>) =>
      makeApp({
        name,
        recipe: { kind: 'name', name },
        version: { kind: 'tag', tag: version(wanted.get(name) ?? 1) },
        ...over,
      });
    return makeRegion({
      nodes: ['brunswick', 'coburg'].map((name) => makeNode({ name })),
      apps: [
        app('db', { secrets: { admin: { kind: 'from', from: { kind: 'env', name: 'ADMIN_PASSWORD' } } } }),
        app('wiki', { needs: ['db'], secrets: { session: { kind: 'generate', length: 24 } } }),
        app('pad', {}),
        app('mail', {}),
        app('forum', {}),
        app('site', { node: 'coburg' }),
      ],
    });
  }

  const recipes: Recipes = {
    read: async ({ source, version: at }) => recipeAt(source.name, at.kind === 'tag' ? at.tag : at.commit),
    newest: async () => ({ kind: 'tag', tag: version(1) }),
  };

  function makeRun(fault?: Fault) {
    const stop = new AbortController();
    const clock = time.clock();
    const faults = makeFaults(fault, () => stop.abort());
    const events: TendEvent[] = [];
    const firstChanges: string[] = [];
    const dockers = Object.fromEntries(
      [...nodes].map(([name, { docker }]) => [name, faults.within(name, watched(name, docker, firstChanges))]),
    );
    const tools: Tools = makeTools({
      clock,
      random,
      nodes: makeFakeNodes(dockers),
      environment: makeEnvironment({ variables: { ADMIN_PASSWORD: typedSecret } }),
      files: onlyWith<Files>('files', {
        list: async () => [],
        readText: async () => undefined,
        exists: async () => false,
      }),
      git: onlyWith<Git>('git', { run: async () => onlyWith<ProgramResult>('git.run', { exitCode: 0, stdout: '' }) }),
    });
    const open: OpenRegion = {
      folder: '/region',
      region: region(),
      manifest: { repo: 'local', commit: 'c'.repeat(40), dirty: false },
      changelog: faults.within('changelog', desk.open()),
      actor: async () => ({ id: 'op-7f3k', name: 'ada' }),
    };
    void faults.death.then(clock.suspend);
    return { tools, open, events, stop, faults, firstChanges };
  }

  /** Notes changes of a stack that no announcement in the log or on this machine tells of. */
  function watched(node: string, docker: Docker, unannounced: string[]): Docker {
    return new Proxy(docker, {
      get(target, part: keyof Docker) {
        const real = Reflect.get(target, part) as (...words: unknown[]) => unknown;
        if (!changing.has(part)) return real;
        return async (...words: unknown[]) => {
          const name = nameIn(words);
          if (name !== undefined && !isAnnounced(node, name)) unannounced.push(`${part} ${name}`);
          return real(...words);
        };
      },
    });
  }

  function isAnnounced(node: string, name: string): boolean {
    const announced = announcedSteps(desk, log.published).map((step) => step);
    return announced.some((step) => step.node === node && name.startsWith(`${step.app}_example_org`));
  }

  /** One process from its start to its end, which may be its death. */
  async function runOnce<End>(fault: Fault | undefined, work: (run: ReturnType<typeof makeRun>) => Promise<End>) {
    const run = makeRun(fault);
    const { events, faults, firstChanges } = run;
    const running = work(run).then(
      (end) => ({ end }) as const,
      (error: unknown) => ({ error }) as const,
    );
    const ended = await Promise.race([running, faults.death.then(() => ({ died: true }) as const)]);
    return { ...ended, events, unannounced: firstChanges, struck: faults.struck() };
  }

  function apply({ fault, released = [], recordLater = false, ...more }: ApplyOf = {}) {
    return runOnce(fault, ({ tools, open, events, stop }) =>
      applyRegion(tools, open, {
        recipes,
        released,
        recordLater,
        ...more,
        tell: (event) => events.push(event),
        approve: async () => true,
        signal: stop.signal,
      }),
    );
  }

  /** `tend app secret set APP NAME` with a value that a person typed. */
  function secretSet(app: string, secret: string, fault?: Fault) {
    return runOnce(fault, ({ tools, open, events, stop }) => {
      const reading = { ...tools, recipes };
      return setSecret(reading, open, {
        app,
        secret,
        readValue: async () => new Secret(typedSecret),
        signal: stop.signal,
        tell: (event) => events.push(event),
      });
    });
  }

  async function plan(): Promise<Plan> {
    const { tools, open } = makeRun();
    return planRegion(tools, open, { recipes, tell: () => undefined });
  }

  return {
    apply,
    secretSet,
    plan,
    log,
    desk,
    nodes,
    pass: time.pass,
    wish: (app: string, number: number) => void wanted.set(app, number),
    /** From now on tasks of this version of an app fare so. */
    fate: (app: string, number: number, fate: Fate) => void fates.set(`${app} ${number}`, fate),
    secrets: () => [typedSecret, ...[...nodes.values()].flatMap(({ secrets }) => [...secrets.values()])],
    locks: () => locksOn(nodes),
  };
}

export type ApplyWorld = ReturnType<typeof makeApplyWorld>;

export interface ApplyOf {
  readonly fault?: Fault;
  readonly released?: readonly HeldReason[];
  readonly recordLater?: boolean;
  readonly parallel?: number;
  readonly savedPlan?: Plan;
}

const changing = new Set<keyof Docker>([
  'createService',
  'updateService',
  'removeService',
  'createNetwork',
  'removeNetwork',
  'createConfig',
  'removeConfig',
  'createSecret',
  'removeSecret',
]);

/** The name in a spec; none for what is named by id, and for locks. */
function nameIn(words: readonly unknown[]): string | undefined {
  for (const word of words) {
    const name = (word as { Name?: unknown } | null)?.Name;
    if (typeof name === 'string') return name.startsWith('tend-lock-') ? undefined : name;
  }
  return undefined;
}

/** Every step that was announced, on this machine or in the log, and how many outcomes each has. */
export function announcedSteps(desk: FakeMachine, published: FakeMachine['waiting']) {
  const entries = [...published, ...desk.waiting];
  return entries.flatMap(({ id, entry }) =>
    entry.type !== 'intent'
      ? []
      : entry.steps.map(({ app, node }, step) => {
          const outcomes = entries.filter(({ entry: o }) => o.type === 'outcome' && o.intent === id && o.step === step);
          return { intent: id, app, node, step, outcomes: new Set(outcomes.map((one) => one.id)).size };
        }),
  );
}

async function locksOn(nodes: ReadonlyMap<string, FakeDocker>): Promise<string[]> {
  const configs = await Promise.all([...nodes.values()].map(({ docker }) => docker.configs()));
  return configs.flat().flatMap(({ Spec }) => {
    const { Name = '' } = Spec as { Name?: string };
    return Name.startsWith('tend-lock-') ? [Name] : [];
  });
}

function recipeAt(name: string, tag: string) {
  const image = `example.org/${name}:${tag.slice(0, 3)}`;
  const secret = { db: 'admin', wiki: 'session' }[name];
  const secrets = secret === undefined ? '' : `\n    secrets: [${secret}]`;
  const top =
    secret === undefined
      ? ''
      : `\nsecrets:\n  ${secret}:\n    external: true\n    name: \${STACK_NAME}_${secret}_\${SECRET_${secret.toUpperCase()}_VERSION}\n`;
  const sample = secret === undefined ? '' : `SECRET_${secret.toUpperCase()}_VERSION=v1  # length=24\n`;
  return makeRecipe({
    name,
    version: tag,
    commit: Buffer.from(tag.padEnd(20, '0')).toString('hex').slice(0, 40),
    versions: [1, 2, 3, 4].map(version),
    files: {
      'compose.yml': `version: "3.8"\nservices:\n  app:\n    image: ${image}${secrets}\n${top}`,
      '.env.sample': `TYPE=${name}\n${sample}`,
    },
  });
}

/** What an apply ended with, in words for a failing test. */
export function errorOf(result: object): unknown {
  const error = 'error' in result ? result.error : undefined;
  return error instanceof KnownError ? `${error.code}: ${error.message}` : error;
}
