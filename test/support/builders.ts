import type { ObservedService, ObservedTask, SeenNode, UnseenNode } from '../../src/model/observation.js';
import type { Plan } from '../../src/model/plan.js';
import type { Recipe } from '../../src/model/recipe.js';
import type { App, Node, Region } from '../../src/model/region.js';
import type { ServiceSpec } from '../../src/model/service-spec.js';
import type { StackSpecs } from '../../src/model/stack-specs.js';
import type { Step } from '../../src/model/step.js';
import { lineNotice } from '../../src/recipe/line-notice.js';
import { parseEnvFile } from '../../src/recipe/parse-env-file.js';
import { parseExports } from '../../src/recipe/parse-exports.js';

/** Models with sensible values, each field of which a test may set. They fit together: the app `wiki` on `brunswick`. */

const place = { file: 'region.yml', line: 1, column: 1 };
const moment = '2026-11-22T13:57:02Z';
export const commitA = 'a'.repeat(40);
export const digestA = `sha256:${'a'.repeat(64)}`;

export function makeNode(over: Partial<Node> = {}): Node {
  const hostKey = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIA';
  return { name: 'brunswick', host: 'brunswick.example.org', hostKey, at: place, ...over };
}

export function makeApp(over: Partial<App> = {}): App {
  const name = over.name ?? 'wiki';
  const domain = over.domain ?? `${name.replace('@', '.')}.example.org`;
  return {
    name,
    key: name.split('@')[0] ?? name,
    recipe: { kind: 'name', name: 'dokuwiki' },
    version: { kind: 'tag', tag: '1.2.0+2024-02-06a' },
    node: name.split('@')[1] ?? 'brunswick',
    domain,
    alsoAt: [],
    stack: domain.replaceAll('.', '_').slice(0, 45),
    deputies: [],
    needs: [],
    overlays: [],
    env: {},
    secrets: {},
    state: 'present',
    engine: 'swarm',
    critical: false,
    at: place,
    ...over,
  };
}

export function makeRegion(over: Partial<Region> = {}): Region {
  return {
    name: 'merri-bek',
    domain: 'example.org',
    changelogRemotes: [],
    catalogue: 'https://forge.example.org/coop-cloud',
    stewards: [{ name: 'ada', id: 'op-7f3k' }],
    nodes: [makeNode()],
    registries: [],
    apps: [makeApp()],
    policies: { removal: 'ask', majorUpgrades: 'hold' },
    ...over,
  };
}

/** `files` are texts by path; what .env.sample and abra.sh say is read from them as the product does. */
export function makeRecipe(
  over: Partial<Omit<Recipe, 'files' | 'notes'>> & {
    readonly files?: Readonly<Record<string, string>>;
    readonly notes?: Readonly<Record<string, string>>;
  } = {},
): Recipe {
  const compose = 'version: "3.8"\nservices:\n  app:\n    image: example.org/dokuwiki:1\n';
  const texts = { 'compose.yml': compose, '.env.sample': 'TYPE=dokuwiki\n', ...over.files };
  const { notices, ...sample } = parseEnvFile(texts['.env.sample']);
  const version = '1.2.0+2024-02-06a';
  return {
    name: 'dokuwiki',
    commit: commitA,
    version,
    versions: [version],
    sample,
    exports: parseExports(over.files?.['abra.sh'] ?? '').values,
    notices: notices.map((notice) => lineNotice(notice, 'dokuwiki')),
    ...over,
    files: new Map(Object.entries(texts).map(([path, text]) => [path, new TextEncoder().encode(text)])),
    notes: new Map(Object.entries(over.notes ?? {})),
  };
}

/** A spec of the service `name` (whole name, `wiki_example_org_app`); `env` as a list of `NAME=value`. */
export function makeServiceSpec(
  over: Partial<ServiceSpec> & { readonly image?: string; readonly env?: readonly string[] } = {},
): ServiceSpec {
  const { image = `example.org/dokuwiki:1@${digestA}`, env = [], ...rest } = over;
  const name = over.Name ?? 'wiki_example_org_app';
  const stack = name.replace(/_[^_]*$/, '');
  const [reference = image] = image.split('@');
  return {
    Name: name,
    Labels: { 'com.docker.stack.namespace': stack, 'com.docker.stack.image': reference },
    TaskTemplate: {
      ContainerSpec: { Image: image, Labels: { 'com.docker.stack.namespace': stack }, Env: env },
      Networks: [{ Target: `${stack}_default`, Aliases: [name.slice(stack.length + 1)] }],
    },
    Mode: { Replicated: { Replicas: 1 } },
    ...rest,
  };
}

export function makeStackSpecs(over: Partial<StackSpecs> = {}): StackSpecs {
  return {
    stack: 'wiki_example_org',
    services: [makeServiceSpec()],
    networks: [],
    externalNetworks: [],
    configs: [],
    externalConfigs: [],
    secrets: [],
    volumes: [],
    ...over,
  };
}

export function makeTask(over: Partial<ObservedTask> = {}): ObservedTask {
  return {
    id: 'task1',
    slot: 1,
    nodeId: 'node1',
    state: 'running',
    desiredState: 'running',
    createdAt: moment,
    at: moment,
    ...over,
  };
}

/** A service that runs as it should: one task of the present spec. */
export function makeService(over: Partial<ObservedService> = {}): ObservedService {
  const spec = over.spec ?? makeServiceSpec(over.name === undefined ? {} : { Name: over.name });
  const stack = spec.Labels['com.docker.stack.namespace'];
  return {
    id: `id-${spec.Name}`,
    name: spec.Name,
    ...(stack === undefined ? {} : { stack }),
    index: 10,
    updatedAt: moment,
    spec,
    tasks: [makeTask({ spec: spec.TaskTemplate })],
    ...over,
  };
}

/** A node that answered; empty unless told otherwise. */
export function makeObservation(over: Partial<SeenNode> = {}): SeenNode {
  return {
    node: 'brunswick',
    reachable: true,
    at: moment,
    swarm: {
      id: 'swarm1',
      nodeId: 'node1',
      nodes: [{ id: 'node1', hostname: 'brunswick', role: 'manager', availability: 'active', state: 'ready' }],
      engineVersion: '28.2.2',
      transport: 'forwarded',
    },
    services: [],
    networks: [],
    configs: [],
    secrets: [],
    volumes: [],
    ...over,
  };
}

export function makeUnseen(over: Partial<UnseenNode> = {}): UnseenNode {
  return {
    node: 'brunswick',
    reachable: false,
    code: 'NODE_UNREACHABLE',
    message: 'brunswick: no answer on port 22 after 10 s',
    details: [],
    tryThis: [],
    ...over,
  };
}

/** A deployment of `wiki` that nothing holds. */
export function makeStep(over: Partial<Step> = {}): Step {
  return {
    kind: 'deploy',
    app: 'wiki',
    node: 'brunswick',
    stack: 'wiki_example_org',
    engine: 'swarm',
    cause: 'in the manifest, not on the node',
    held: [],
    released: [],
    recipe: { name: 'dokuwiki', to: '1.2.0+2024-02-06a', commit: commitA },
    services: [],
    env: { added: [], changed: [], removed: [] },
    secrets: [],
    configs: [],
    networks: [],
    sharedNetworks: [],
    needs: [],
    rests: { swarm: 'swarm1', services: [] },
    specs: makeStackSpecs(),
    notes: [],
    notices: [],
    domains: ['wiki.example.org'],
    critical: false,
    carriesRecord: false,
    ...over,
  };
}

/** A plan without steps. */
export function makePlan(changes: Partial<Plan> = {}): Plan {
  return {
    version: 1,
    region: 'r',
    madeAt: '',
    readSeconds: 0,
    manifest: { repo: 'local', dirty: false },
    nodes: [],
    steps: [],
    unreachable: [],
    unplanned: [],
    strangers: [],
    notices: [],
    ...changes,
  };
}
