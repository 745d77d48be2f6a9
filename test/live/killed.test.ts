import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import pLimit from 'p-limit';
import { join } from 'node:path';
import { putImages } from '../../src/lab/put-images.js';
import { makeSmallImage } from '../../src/lab/make-small-image.js';
import { lockName } from '../../src/apply/lock-config.js';
import { makeChance } from '../support/make-chance.js';
import { expectSoon } from './support/expect-soon.js';
import { useLab } from './support/lab.js';
import { readServiceHistory, type ServiceHistory } from './support/service-history.js';
import { makeTestRegion, nodeNames, smallRecipe, type TendResult, type TestRegion } from './support/test-region.js';

/** Where an apply dies, and what it was doing. */
interface Death {
  readonly title: string;
  readonly doing: 'deploy' | 'upgrade' | 'undeploy';
  /** Words for killed-tend.ts: when, call, word, which time; a number: milliseconds after the start of the built command. */
  readonly at: readonly string[] | number;
  readonly lease: number;
  /** Image of the version that it is upgraded to. */
  readonly to?: string;
}

interface Healed {
  readonly died: string | undefined;
  readonly healing: TendResult;
  readonly again: TendResult;
  readonly next: TendResult;
  readonly verified: TendResult;
  /** Seconds until what was wanted ran, from the start of the healing apply. */
  readonly seconds: number;
  /** The service as the dead one left it, and after the healing apply. */
  readonly left: ServiceHistory;
  readonly service: ServiceHistory;
  readonly outcomes: readonly string[];
  readonly steps: number;
  readonly entriesBefore: number;
  readonly entriesAfter: number;
  readonly lock: string;
}

/** Seconds. A machine that is slow at times must not lose a lock that it holds. */
const short = 15;
/** Seconds that an apply may take on a slow machine with others beside it. */
const patience = 120;
const points: readonly Death[] = [
  point('deploy', 'after it took the lock', ['after', 'createConfig', 'tend-lock-']),
  point('deploy', 'after it pulled the image', ['after', 'pullImage']),
  point('deploy', 'before it published the intent', ['before', 'push']),
  point('deploy', 'after it published the intent', ['after', 'push']),
  point('deploy', 'after it made the secret', ['after', 'createSecret']),
  point('deploy', 'after it made the config', ['after', 'createConfig', '_page_']),
  point('deploy', 'after it made the network', ['after', 'createNetwork']),
  point('deploy', 'before it made the service', ['before', 'createService']),
  point('deploy', 'after it made the service', ['after', 'createService']),
  point('deploy', 'before it published the outcome', ['before', 'push', '', '2']),
  point('deploy', 'between the outcome and the release of the lock', ['after', 'push', '', '2']),
  point('deploy', 'before the lock was gone', ['before', 'removeConfig']),
  point('deploy', 'after the lock was gone', ['after', 'removeConfig']),
  { ...point('deploy', 'in the middle, with the usual lease', ['after', 'createService']), lease: 30 },
  point('upgrade', 'after it took the lock', ['after', 'createConfig', 'tend-lock-']),
  point('upgrade', 'after it published the intent', ['after', 'push']),
  point('upgrade', 'before it changed the service', ['before', 'updateService']),
  point('upgrade', 'after it changed the service', ['after', 'updateService']),
  { ...point('upgrade', 'after it changed a service that takes long', ['after', 'updateService']), to: 'small:slow' },
  point('upgrade', 'between the outcome and the release of the lock', ['after', 'push', '', '2']),
  point('undeploy', 'before it removed the service', ['before', 'removeService']),
  point('undeploy', 'after it removed the service', ['after', 'removeService']),
  point('undeploy', 'after it removed the network', ['after', 'removeNetwork']),
];

const seed = Number(process.env['SEED'] ?? Math.floor(Math.random() * 1e9));
const chance = makeChance(seed);
const anyMoments: readonly Death[] = Array.from({ length: 20 }, (_, index) => {
  const ms = Math.round(200 + chance() * 5800);
  const doing = index % 3 === 2 ? 'upgrade' : 'deploy';
  return { title: `${ms} ms after its start (seed ${seed}, number ${index + 1})`, doing, at: ms, lease: 30 };
});

describe('an apply killed with SIGKILL', () => {
  const fixture = useLab({ nodes: 2 });
  const regions: TestRegion[] = [];
  const healed = new Map<Death, Promise<Healed>>();

  beforeAll(async () => {
    await putImages(fixture.tools, fixture.lab, [
      makeSmallImage('small:unseen', { kind: 'ok', says: 'unseen' }),
      makeSmallImage('small:1', { kind: 'ok' }),
      makeSmallImage('small:2', { kind: 'ok', says: 'two' }),
      makeSmallImage('small:slow', { kind: 'healthy-after', seconds: 14 }),
    ]);
    // Many at once: most of the time they wait for a lease.
    const limit = pLimit(9);
    for (const [index, death] of [...points, ...anyMoments].entries()) {
      const one = limit(() => dieAndHeal(death, index));
      one.catch(() => undefined);
      healed.set(death, one);
    }
  });
  afterAll(() => {
    for (const region of regions) region.remove();
  });

  describe.each(['deploy', 'upgrade', 'undeploy'] as const)('while it did its %s', (doing) => {
    test.each(points.filter((death) => death.doing === doing))('$title, heals with one more apply', expectHealed);
  });
  describe('at any moment', () => {
    test.each(anyMoments)('heals with one more apply: killed $title', expectHealed);
  });

  async function expectHealed(death: Death): Promise<void> {
    const run = await healed.get(death);
    if (!run) throw new Error('it was not run');
    if (typeof death.at !== 'number') expect(run.died).toBe('SIGKILL');
    expectDone(run.healing);
    expect(run.seconds).toBeLessThan(death.lease + patience);
    expectDone(run.again, 'No changes');
    expect(run.entriesAfter).toBe(run.entriesBefore);
    expect(new Set(run.outcomes).size).toBe(run.outcomes.length);
    expect(run.outcomes).toHaveLength(run.steps);
    expectDone(run.verified);
    expectOneRollout(death, run);
    // The next change is neither held nor kept waiting for longer than the lease.
    expectDone(run.next, '1 change done');
    expect(run.next.seconds).toBeLessThan(death.lease + patience);
    expect(run.lock).toBe('');
  }

  async function dieAndHeal(death: Death, index: number): Promise<Healed> {
    const region = makeTestRegion(fixture);
    regions.push(region);
    const app = `k${index}`;
    const service = `${app}_test_example_app`;
    const node = (index % 2) + 1;
    const second = death.to ?? 'small:2';
    const first = firstImage(death.at);
    region.recipe(
      'small',
      smallRecipe([
        { tag: '1.0.0+1', image: first },
        { tag: '1.1.0+2', image: second },
      ]),
    );
    const removal = death.doing === 'undeploy' ? ['--app', app, '--remove', app] : [];
    if (death.doing !== 'deploy') {
      wish('1.0.0+1');
      expectDone(await region.tend('apply', '--yes'));
    }
    wish(death.doing === 'upgrade' ? '1.1.0+2' : '1.0.0+1', death.doing === 'undeploy' ? ', state: absent' : '');
    const died = await die(region, death);
    const left = await readServiceHistory(fixture, node, service);
    const began = performance.now();
    const healing = await region.tend('apply', '--yes', ...removal);
    await expectSoon(() => (death.doing === 'undeploy' ? isGone() : runs()), patience);
    const seconds = (performance.now() - began) / 1000;
    const after = await readServiceHistory(fixture, node, service);
    const entriesBefore = region.entries().length;
    const again = await region.tend('apply', '--yes', ...removal);
    const entriesAfter = region.entries().length;
    wish(death.doing === 'upgrade' ? '1.1.0+2' : '1.0.0+1', ', env: { GREETING: moin }');
    const next = await region.tend('apply', '--yes');
    const entries = region.entries();
    return {
      died,
      healing,
      again,
      next,
      verified: await region.tend('changelog', 'verify'),
      seconds,
      left,
      service: after,
      outcomes: entries
        .filter(({ type }) => type === 'outcome')
        .map((one) => `${String(one['intent'])} ${String(one['step'])}`),
      steps: entries.flatMap(({ steps }) => (steps as unknown[] | undefined) ?? []).length,
      entriesBefore,
      entriesAfter,
      lock: await onNode('config', 'ls', '-q', '--filter', `name=${lockName(`${app}_test_example`)}`),
    };

    function wish(version: string, more = ''): void {
      region.write(`  ${app}: { recipe: ../small, version: ${version}, node: ${nodeNames[node - 1] ?? ''}${more} }`);
    }

    function onNode(...words: string[]): Promise<string> {
      return fixture.docker(node, ...words);
    }

    async function runs(): Promise<boolean> {
      const [replicas, image] = (
        await onNode('service', 'ls', '--filter', `name=${service}`, '--format', '{{.Replicas}} {{.Image}}')
      ).split(' ');
      return replicas === '1/1' && (image ?? '').startsWith(death.doing === 'upgrade' ? second : first);
    }

    async function isGone(): Promise<boolean> {
      const left = await Promise.all(
        ['service', 'network', 'config'].map((kind) =>
          onNode(kind, 'ls', '-q', '--filter', `label=com.docker.stack.namespace=${app}_test_example`),
        ),
      );
      return left.every((ids) => ids === '');
    }
  }
});

/**
 * The dead and the healing apply together changed the service once. Swarm may have tried again by itself where a task
 * fell: that is no change, and what fell stands in the message.
 */
function expectOneRollout({ doing, to = 'small:2', at }: Death, { left, service }: Healed): void {
  const first = firstImage(at);
  const images = { deploy: [first], upgrade: [first, to], undeploy: [] }[doing];
  const id = doing === 'undeploy' ? undefined : (left.id ?? service.id);
  expect(service).toEqual({ ...service, id, images, rollouts: images.length });
}

/** What was printed stands in the message, so that a failure can be understood. */
function expectDone({ exitCode, stdout, stderr }: TendResult, says = ''): void {
  if (exitCode !== 0 || !stdout.replaceAll('Nothing to do: no app is wanted', 'No changes').includes(says))
    throw new Error(`exit status ${String(exitCode)}, "${says}" was expected\n${stdout}\n${stderr}`);
}

/** An image that is there already is not pulled. */
function firstImage(at: Death['at']): string {
  return at instanceof Array && at[1] === 'pullImage' ? 'small:unseen' : 'small:1';
}

async function die(region: TestRegion, { at, lease }: Death): Promise<string | undefined> {
  if (typeof at !== 'number') {
    const script = join(import.meta.dirname, 'support', 'killed-tend.ts');
    return (await region.startScript(script, [region.folder, String(lease), ...at])).signal;
  }
  const running = region.start(['apply', '--yes']);
  const timer = setTimeout(() => running.kill('SIGKILL'), at);
  const { signal } = await running;
  clearTimeout(timer);
  return signal;
}

function point(doing: Death['doing'], title: string, at: readonly string[]): Death {
  return { title, doing, at, lease: short };
}
