import { parseArgs } from 'node:util';
import type { ErrorCode } from '../../src/model/error-codes.js';
import { KnownError } from '../../src/model/known-error.js';
import type { Observation } from '../../src/model/observation.js';
import { observeRegion } from '../../src/observe/observe-region.js';
import { planSteps } from '../../src/plan/plan-steps.js';
import { planAsJson } from '../../src/show/plan-as-json.js';
import { makePaint } from '../../src/show/paint.js';
import { showPlan } from '../../src/show/show-plan.js';
import { realClock } from '../../src/tools/clock.js';
import { realEnvironment } from '../../src/tools/environment.js';
import type { Nodes } from '../../src/tools/nodes.js';
import { realPrograms } from '../../src/tools/programs.js';
import { realNodes } from '../../src/tools/real-nodes.js';
import { nodeStatus } from '../../src/workflows/region/node-status.js';
import { observedAfter } from '../../src/apply/observed-after.js';
import { planInputOf, recordOf, wantedOf } from '../plan/plan-input-of.js';
import { openAnsweringSocket, type AnsweringSocket } from '../support/answering-socket.js';
import { makeNode, makeRegion } from '../support/builders.js';
import { recordedAnswers } from '../support/docker-answers.js';
import { makeDice, type Dice } from './mutate.js';

export interface DockerFuzzReport {
  /** How many wrong answers were planned with. */
  readonly answers: number;
  readonly failures: readonly string[];
  /** How many of them were read all the same: what was wrong is not used. */
  readonly read: number;
}

/** Values that stand where something else belongs. */
const wrong: readonly unknown[] = [
  null,
  true,
  -1,
  1e300,
  '',
  'text',
  'x'.repeat(100_000),
  [],
  [null],
  [[]],
  {},
  { a: null },
  JSON.parse('{"__proto__":{"a":1}}'),
  JSON.parse(`${'[{"a":'.repeat(200)}1${'}]'.repeat(200)}`),
  '\u001b[8m\n\u202e',
  '2026-99-99T99:99:99Z',
];

/** Plans two nodes again and again, of which one gives real answers of Docker with one to three fields made wrong. */
export async function fuzzDockerAnswers({
  seconds,
  seed,
}: {
  seconds: number;
  seed: number;
}): Promise<DockerFuzzReport> {
  const dice = makeDice(seed);
  const good = await openAnsweringSocket((path) => ({ body: recordedAnswers[path] }));
  const bad = await openAnsweringSocket(() => undefined);
  const nodes = realNodes(realEnvironment(), realPrograms, realClock);
  const failures: string[] = [];
  const end = performance.now() + seconds * 1000;
  let [answers, read] = [0, 0];
  while ((performance.now() < end || answers < 25) && failures.length < 5) {
    const { path, text, says } = wrongAnswer(dice);
    bad.answer = (asked) => ({ body: asked === path ? text : recordedAnswers[asked] });
    answers += 1;
    const failure = await planBoth(nodes, [good, bad]).then(
      (isRead) => void (read += Number(isRead)),
      (error: unknown) => `${says}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
    );
    if (failure !== undefined) failures.push(failure);
  }
  await nodes.closeAll();
  await Promise.all([good.close(), bad.close()]);
  return { answers, failures, read };
}

/** A field in another form, or one that says in the right form that there is no swarm to be asked. */
const foreseen: readonly ErrorCode[] = ['NODE_NOT_UNDERSTOOD', 'SWARM_MISSING', 'SWARM_WORKER', 'SWARM_NO_QUORUM'];

/** True where the second node was read; throws where anything else came than two nodes, the first of them seen. */
export async function planBoth(nodes: Nodes, sockets: readonly AnsweringSocket[]): Promise<boolean> {
  const wanted = ['brunswick', 'fawkner'].map((name, at) =>
    makeNode({ name, host: 'local', socket: sockets[at]?.socket ?? '' }),
  );
  const seen = await observeRegion({ nodes, clock: realClock, tell: () => undefined }, wanted);
  const [first, second] = seen;
  if (!first?.reachable || !second) throw new Error('the good node was not seen');
  if (!second.reachable && (!foreseen.includes(second.code) || second.tryThis.length === 0))
    throw new KnownError(second.code, `another failure: ${second.message}`, { tryThis: ['see why'] });
  useAll(seen);
  return second.reachable;
}

/** Whatever is done with what was seen: planned, shown, told as status, recorded. */
function useAll(seen: readonly Observation[]): void {
  const apps = seen.map(({ node }) =>
    wantedOf({ app: { name: `wiki@${node}`, node, stack: 'wiki_example_org', domain: 'wiki.example.org' } }),
  );
  const region = makeRegion({
    nodes: seen.map(({ node }) => makeNode({ name: node })),
    apps: apps.map(({ app }) => app),
  });
  const plan = planSteps(planInputOf({ region, wanted: apps, seen }));
  if (!plan.steps.some(({ node }) => node === 'brunswick')) throw new Error('the good node was not planned');
  showPlan(plan, makePaint(false));
  JSON.stringify(planAsJson(plan));
  for (const node of seen) {
    nodeStatus(node, region.apps, { region, record: recordOf(), newest: new Map() });
    if (node.reachable) observedAfter('wiki_example_org', node.swarm.id, node.services);
  }
}

function wrongAnswer(dice: Dice): { path: string; text: string; says: string } {
  const paths = Object.keys(recordedAnswers).filter((path) => !/swarm|containers/.test(path));
  const path = paths[dice(paths.length)] ?? '/info';
  const answer = { whole: structuredClone(recordedAnswers[path]) };
  const places = Array.from({ length: 1 + dice(3) }, () => spoil(answer, dice));
  const text = JSON.stringify(answer.whole) ?? '';
  return { path, text: dice(30) === 0 ? text.slice(0, dice(text.length)) : text, says: `${path} ${places.join(', ')}` };
}

/** Makes one field wrong, or takes it away: somewhere between the whole answer and its last leaf. */
function spoil(answer: Record<string, unknown>, dice: Dice): string {
  const trail: string[] = [];
  let holder: Record<string, unknown> = answer;
  for (;;) {
    const keys = Object.keys(holder);
    const key = keys[dice(keys.length)] ?? 'whole';
    trail.push(key);
    const inner = holder[key];
    if (typeof inner === 'object' && inner !== null && Object.keys(inner).length > 0 && dice(6) > 0) {
      holder = inner as Record<string, unknown>;
      continue;
    }
    const at = dice(wrong.length + 1);
    if (at === wrong.length) delete holder[key];
    else holder[key] = structuredClone(wrong[at]);
    return `${trail.join('.')} = ${(JSON.stringify(wrong[at]) ?? 'missing').slice(0, 40)}`;
  }
}

if (process.argv[1] === import.meta.filename) {
  const { values } = parseArgs({ options: { seconds: { type: 'string' }, seed: { type: 'string' } } });
  const seed = Number(values.seed ?? Date.now());
  const report = await fuzzDockerAnswers({ seconds: Number(values.seconds ?? 60), seed });
  console.log(JSON.stringify({ seed, ...report, memory: Math.round(process.memoryUsage().rss / 2 ** 20) }, null, 2));
  process.exitCode = report.failures.length > 0 ? 1 : 0;
}
