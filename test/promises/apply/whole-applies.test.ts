import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Plan } from '../../../src/model/plan.js';
import type { HeldReason } from '../../../src/model/step.js';
import type { Fate } from '../../support/fake-swarm.js';
import { announcedSteps, errorOf, makeApplyWorld, type ApplyOf, type ApplyWorld } from './apply-world.js';
import type { Fault, FaultKind } from './faults.js';

/** What the whole flow promises whatever happens to it; live tests ask the same of real servers. */

/** More by hand: TEND_APPLY_RUNS=2000 npm test -- test/promises/apply */
const runs = Number(process.env['TEND_APPLY_RUNS'] ?? 25);
const apps = ['db', 'wiki', 'pad', 'site', 'mail', 'forum'];
const kinds: readonly FaultKind[] = ['refused', 'answer-lost', 'cut', 'interrupted', 'died'];
const aFault: fc.Arbitrary<Fault> = fc.record({
  kind: fc.constantFrom(...kinds),
  at: fc.integer({ min: 0, max: 340 }),
});

/** Giving one secret its value takes some 40 calls. */
const anEarlyFault = aFault.map(({ kind, at }) => ({ kind, at: at % 48 }));
const secrets = [
  ['db', 'admin'],
  ['wiki', 'session'],
] as const;

const aHow: fc.Arbitrary<How> = fc.record(
  { recordLater: fc.boolean(), parallel: fc.integer({ min: 1, max: 4 }) },
  { requiredKeys: ['recordLater'] },
);

/** What a person has beside the region: the plan that they saved last. */
interface Model {
  saved?: Plan;
}

type Command = fc.AsyncCommand<Model, ApplyWorld>;

function command(says: string, run: (world: ApplyWorld, model: Model) => Promise<void> | void): Command {
  return { check: () => true, run: async (model, world) => run(world, model), toString: () => says };
}

/** A person asks for another version of an app. */
function wish(app: string, number: number): Command {
  return command(`${app} 1.${number}.0`, (world) => world.wish(app, number));
}

/** How the second version of an app fares from now on. */
function fate(app: string, how: Fate): Command {
  return command(`2 of ${app} ${how}`, (world) => world.fate(app, 2, how));
}

type How = Pick<ApplyOf, 'recordLater' | 'parallel' | 'savedPlan'>;

/** An apply, with or without a fault. */
function apply(fault: Fault | undefined, how: How): Command {
  return command(`apply (${wordsOf(fault)}, ${how.parallel ?? 'usual'} at a time)`, (world) =>
    applyAndExpect(world, fault, how),
  );
}

const savePlan = command('save the plan', async (world, model) => {
  model.saved = await world.plan();
});

/** Whatever was wished, and done, since it was saved. */
function applySaved(fault: Fault | undefined): Command {
  return command(`apply the saved plan (${wordsOf(fault)})`, async (world, { saved }) => {
    if (saved) await applyAndExpect(world, fault, { savedPlan: saved });
  });
}

function setSecret(app: string, secret: string, fault: Fault | undefined): Command {
  return command(`set ${secret} of ${app} (${wordsOf(fault)})`, (world) =>
    keepsPromises(world, fault, () => world.secretSet(app, secret, fault)),
  );
}

function wordsOf(fault: Fault | undefined): string {
  return fault ? `${fault.kind} at call ${fault.at}` : 'no fault';
}

test(
  'whole applies keep their promises, whatever call fails, is lost, or is the last one of the process',
  async () => {
    const app = fc.constantFrom(...apps);
    const number = fc.integer({ min: 1, max: 3 });
    const commands: fc.Arbitrary<Command>[] = [
      fc.tuple(app, number).map((words) => wish(...words)),
      fc.tuple(app, fc.constantFrom<Fate>('fails', 'rolls-back', 'pauses', 'runs')).map((words) => fate(...words)),
      fc.tuple(fc.option(aFault, { nil: undefined }), aHow).map((words) => apply(...words)),
      fc.constant(savePlan),
      fc.option(aFault, { nil: undefined }).map(applySaved),
      fc
        .tuple(fc.constantFrom(...secrets), fc.option(anEarlyFault, { nil: undefined }))
        .map(([[of, name], fault]) => setSecret(of, name, fault)),
    ];
    await fc.assert(
      fc.asyncProperty(fc.commands(commands, { maxCommands: 8, size: 'max' }), async (each) => {
        const world = makeApplyWorld();
        await fc.asyncModelRun(() => ({ model: {}, real: world }), each);
        await expectConverges(world);
      }),
      { numRuns: runs },
    );
  },
  60_000 + runs * 500,
);

function applyAndExpect(world: ApplyWorld, fault: Fault | undefined, how: How): Promise<void> {
  return keepsPromises(world, fault, () => world.apply({ ...how, ...(fault ? { fault } : {}) }));
}

type Ran = Awaited<ReturnType<ApplyWorld['apply'] | ApplyWorld['secretSet']>>;

async function keepsPromises(world: ApplyWorld, fault: Fault | undefined, run: () => Promise<Ran>): Promise<void> {
  const known = new Set(announcedSteps(world.desk, world.log.published).map(({ intent }) => intent));
  const before = new Set(await world.locks());
  const result = await run();
  expect(result.unannounced).toEqual([]);
  expectNoSecret(world, result);
  if ('error' in result) expect(String(errorOf(result))).toMatch(/^[A-Z_]+: /);
  if ('died' in result) return;
  const announced = announcedSteps(world.desk, world.log.published).filter(({ intent }) => !known.has(intent));
  // An announcement that was published and of which this machine heard nothing is closed by the next run.
  if (!(fault?.kind === 'answer-lost' && result.struck?.startsWith('changelog.')))
    expect(announced.filter(({ outcomes }) => outcomes !== 1)).toEqual([]);
  if (!mayLeaveLock(fault, result.struck)) expect(newLocks(await world.locks(), before)).toEqual([]);
}

function newLocks(now: readonly string[], before: ReadonlySet<string>): string[] {
  return now.filter((lock) => !before.has(lock));
}

/** A lock stays, and lapses, only where the node that holds it cannot be told. */
function mayLeaveLock(fault: Fault | undefined, struck: string | undefined): boolean {
  if (struck === undefined || fault?.kind === 'interrupted' || struck.startsWith('changelog.')) return false;
  return (
    fault?.kind === 'cut' || /\.(configs|config|createConfig|updateConfigLabels|removeConfig|connect)$/.test(struck)
  );
}

function expectNoSecret(world: ApplyWorld, { events, ...result }: Ran): void {
  const said = [events, world.log.published, world.desk.waiting, errorOf(result) ?? null].map((one) =>
    JSON.stringify(one),
  );
  for (const secret of world.secrets()) for (const text of said) expect(text).not.toContain(secret);
}

const everyWord: readonly HeldReason[] = ['failed-before', 'drift', 'secret-missing', 'downgrade', 'needs-missing'];

/**
 * Once nothing fails any more, and a person says go to what waits for them, everything is as wanted and nothing stays
 * open. A lock that was left behind has lapsed: the next change of its app takes it over.
 */
async function expectConverges(world: ApplyWorld): Promise<void> {
  for (const app of apps) world.fate(app, 2, 'runs');
  await world.pass(120);
  await applyUntilAsWanted(world);
  for (const app of apps) world.wish(app, 4);
  await applyUntilAsWanted(world);
  expect(announcedSteps(world.desk, world.log.published).filter(({ outcomes }) => outcomes === 0)).toEqual([]);
  expect(world.desk.waiting).toEqual([]);
  expect(await world.locks()).toEqual([]);
}

async function applyUntilAsWanted(world: ApplyWorld): Promise<void> {
  for (let round = 0; round < 6; round++) {
    const result = await world.apply({ released: everyWord });
    expect(errorOf(result)).toBeUndefined();
    if ('end' in result && result.end?.plan.steps.length === 0) break;
  }
  expect((await world.plan()).steps.map(({ app, kind, held }) => ({ app, kind, held }))).toEqual([]);
}
