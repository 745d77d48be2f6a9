import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readRegion } from '../../../src/manifest/read-region.js';
import type { ApplyEnd } from '../../../src/model/apply-end.js';
import type { Entry } from '../../../src/model/entry.js';
import type { Plan } from '../../../src/model/plan.js';
import type { ServiceSpec } from '../../../src/model/service-spec.js';
import { realFiles } from '../../../src/tools/files.js';
import { realGit } from '../../../src/tools/git.js';
import { realPrograms } from '../../../src/tools/programs.js';
import type { Tools } from '../../../src/tools/tools.js';
import { applyRegion } from '../../../src/workflows/apply/apply-region.js';
import type { ApplyOptions } from '../../../src/workflows/apply/apply-options.js';
import type { Recipes } from '../../../src/workflows/plan/open-recipes.js';
import { planRegion } from '../../../src/workflows/plan/plan-region.js';
import type { OpenRegion } from '../../../src/workflows/region/open-region.js';
import { readManifestState } from '../../../src/workflows/region/read-manifest-state.js';
import { makeRecipe } from '../../support/builders.js';
import { makeTimeline } from '../../support/clocks.js';
import { makeFakeDocker, type FakeDocker } from '../../support/fake-docker.js';
import { makeFakeNodes } from '../../support/fake-nodes.js';
import { makeFakeLog } from '../../support/fake-region-changelog.js';
import { fixedRandom } from '../../support/fixed-random.js';
import { makeGitRepo, runGit } from '../../support/git-repo.js';
import { makeEnvironment, makeTools } from '../../support/make-tools.js';
import { makeFaults, type Fault, type FaultKind } from './faults.js';

/** The region.yml at the beginning. */
export const manifest = `region: { name: garden, domain: example.org }
nodes:
  one: { host: 198.18.0.1, user: root, hostKey: ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl }
apps:
  wiki: { recipe: wiki, version: 1.0.0+5, node: one }
`;
const versions = ['1.0.0+5', '1.1.0+6'];
const recipes: Recipes = {
  read: async ({ version }) => wikiAt(version.kind === 'tag' ? version.tag : ''),
  newest: async () => ({ kind: 'tag', tag: '1.1.0+6' }),
};

function wikiAt(version: string) {
  const image = `example.org/wiki:${version.split('+')[1]}`;
  return makeRecipe({
    name: 'wiki',
    version,
    versions,
    commit: (version === versions[0] ? 'a' : 'b').repeat(40),
    files: {
      'compose.yml': `version: "3.8"\nservices:\n  app:\n    image: ${image}\n    environment: [GREETING]\n`,
      '.env.sample': 'TYPE=wiki\nGREETING=hello\n',
    },
  });
}

/** What a command works with. */
interface Run {
  readonly tools: Tools & { readonly recipes: Recipes };
  readonly open: OpenRegion;
  readonly options: ApplyOptions;
}

/** How it ended, and which call the fault struck. */
interface Ended<Result> {
  readonly end?: Result;
  readonly error?: unknown;
  readonly struck: string | undefined;
}

/** One app on one fake node, a fake record, and a region in a real git repository on this machine. */
export interface SmallRegion {
  readonly node: FakeDocker;
  /** Runs a command with a fault in its calls to node and record. One that dies never ends: neither end nor error. */
  readonly run: <Result>(command: (run: Run) => Promise<Result>, fault?: Fault) => Promise<Ended<Result>>;
  readonly apply: (more?: Partial<ApplyOptions>) => Promise<Ended<ApplyEnd>>;
  readonly plan: () => Promise<Plan>;
  /** As somebody does it by hand: docker service update --env-add GREETING=… */
  readonly greet: (greeting: string) => Promise<void>;
  readonly written: () => string;
  readonly git: (...words: readonly string[]) => string;
  readonly published: () => readonly Entry[];
  /** Whoever died, or could not give a lock back, leaves it here: it lapses. */
  readonly locks: () => Promise<unknown[]>;
  /** Lets so many seconds pass. */
  readonly pass: (seconds: number) => Promise<void>;
  readonly remove: () => void;
}

export function makeSmallRegion(): SmallRegion {
  const root = mkdtempSync(join(tmpdir(), 'small-region-'));
  const folder = join(root, 'region');
  makeGitRepo(folder, [{ files: { 'region.yml': manifest } }]);
  runGit(folder, 'config', 'user.name', 'Ada');
  runGit(folder, 'config', 'user.email', 'ada@example.org');
  const node = makeFakeDocker();
  const log = makeFakeLog();
  const time = makeTimeline(24 * 3_600_000);
  const git = time.standingStill(realGit(realPrograms));
  const files = time.standingStill(realFiles);

  async function run<Result>(command: (run: Run) => Promise<Result>, fault?: Fault): Promise<Ended<Result>> {
    const stop = new AbortController();
    const clock = time.clock();
    const faults = makeFaults(fault, () => stop.abort());
    void faults.death.then(clock.suspend);
    const environment = makeEnvironment({ stateFolder: join(root, 'state'), workingFolder: folder });
    const nodes = makeFakeNodes({ one: faults.within('one', node.docker) });
    const open: OpenRegion = {
      folder,
      region: await readRegion(realFiles, folder),
      manifest: await readManifestState({ git }, folder),
      changelog: faults.within('changelog', log.machine().open()),
      actor: async () => ({ id: 'op-7f3k', name: 'ada' }),
    };
    const tools = { ...makeTools({ clock, git, files, random: fixedRandom(), environment, nodes }), recipes };
    const options = { tell: () => undefined, approve: async () => true, signal: stop.signal };
    const running = command({ tools, open, options }).then(
      (end) => ({ end }),
      (error: unknown) => ({ error }),
    );
    const ended = await Promise.race([running, faults.death.then(() => ({}))]);
    return { ...ended, struck: faults.struck() };
  }

  const apply = (more: Partial<ApplyOptions> = {}) =>
    run(({ tools, open, options }) => applyRegion(tools, open, { ...options, ...more, recipes }));

  async function plan(): Promise<Plan> {
    const { end, error } = await run(({ tools, open }) => planRegion(tools, open, { recipes, tell: () => undefined }));
    if (!end) throw error;
    return end;
  }

  async function greet(greeting: string): Promise<void> {
    const [service] = await node.docker.services();
    const spec = structuredClone(service?.['Spec']) as ServiceSpec;
    const { ContainerSpec } = spec.TaskTemplate;
    const Env = (ContainerSpec.Env ?? []).map((pair) => (pair.startsWith('GREETING=') ? `GREETING=${greeting}` : pair));
    const changed = { ...spec, TaskTemplate: { ...spec.TaskTemplate, ContainerSpec: { ...ContainerSpec, Env } } };
    const { Index } = service?.['Version'] as { Index: number };
    await node.docker.updateService(String(service?.['ID']), Index, changed);
    node.settle();
  }

  async function locks(): Promise<unknown[]> {
    const configs = await node.docker.configs();
    return configs.filter(({ Spec }) => (Spec as { Name: string }).Name.startsWith('tend-lock-'));
  }

  return {
    node,
    run,
    apply,
    plan,
    greet,
    locks,
    written: () => readFileSync(join(folder, 'region.yml'), 'utf8'),
    git: (...words) => runGit(folder, ...words),
    published: () => log.published.map(({ entry }) => entry),
    pass: time.pass,
    remove: () => rmSync(root, { recursive: true }),
  };
}

/** Each way in which a call can be struck. */
export const faultKinds: readonly FaultKind[] = ['refused', 'answer-lost', 'cut', 'interrupted', 'died'];

/** Does it once for each call that a fault can strike, on a region of its own each time, until one says that there was none so late. */
export async function atEachCall(
  strike: (region: SmallRegion, at: number) => Promise<string | undefined>,
): Promise<void> {
  for (let at = 0, struck: string | undefined = ''; struck !== undefined; at += 1) {
    const region = makeSmallRegion();
    struck = await strike(region, at).finally(region.remove);
  }
}
