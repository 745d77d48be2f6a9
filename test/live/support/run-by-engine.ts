import type { TouchedService } from '../../../src/apply/step-context.js';
import type { EngineName } from '../../../src/model/region.js';
import { Secret } from '../../../src/model/secret.js';
import type { Step } from '../../../src/model/step.js';
import { beginRun } from '../../../src/workflows/apply/begin-run.js';
import { engineOf } from '../../../src/workflows/apply/engine-of.js';
import type { OpenRegion } from '../../../src/workflows/region/open-region.js';
import { readSecretValues } from '../../../src/workflows/apply/read-secret-values.js';
import { stepContext } from '../../../src/workflows/apply/step-context.js';
import type { Tools } from '../../../src/tools/tools.js';

const atOnce = 3;
const noLock = { id: '', fence: () => undefined, release: async () => undefined };

/**
 * Takes steps by an engine as an apply does, but for lock, record and waiting: for servers on which nothing is to run. Gives
 * what was touched, `created wiki_example_org_app`.
 */
export async function runByEngine(
  tools: Tools,
  open: OpenRegion,
  { steps, engine }: { readonly steps: readonly Step[]; readonly engine: EngineName },
): Promise<string[]> {
  const run = await beginRun(tools, open, {
    actor: { id: 'op-ada1', name: 'ada' },
    steps,
    secrets: await valuesOf(tools, steps),
    options: { signal: new AbortController().signal, tell: () => undefined },
  });
  const touched: TouchedService[] = [];
  const waiting = [...steps];
  await Promise.all(Array.from({ length: atOnce }, work));
  return touched.map(({ kind, name }) => `${kind} ${name}`);

  async function work(): Promise<void> {
    for (let step = waiting.shift(); step; step = waiting.shift()) await take({ ...step, engine });
  }

  async function take(step: Step): Promise<void> {
    const context = stepContext(run, step, { shared: await run.sharedNode(step.node), lock: noLock });
    const resting = { ...step, rests: { ...step.rests, services: await context.look() } };
    const hear = { said: () => undefined, notice: () => undefined };
    await engineOf(run, step).run({ ...context, step: resting }, (one) => void touched.push(one), hear);
  }
}

/** Nobody is here to type the secrets that a person must give. */
async function valuesOf(tools: Tools, steps: readonly Step[]): Promise<Map<string, Secret>> {
  const given = await readSecretValues(
    tools,
    steps.map((step) => ({ ...step, secrets: [] })),
  );
  for (const { node, secrets } of steps)
    for (const { name } of secrets) given.set(`${node} ${name}`, new Secret(`value of ${name}`));
  return given;
}

/** The same step once its stack is there: as a change that sends everything again. */
export function again(step: Step): Step {
  const services = step.services.map((service) => ({ ...service, kind: 'update' as const }));
  return { ...step, kind: 'change', services, secrets: [], configs: [], networks: [], sharedNetworks: [] };
}
