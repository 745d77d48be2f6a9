import { z } from 'zod';
import { errorCodes, type ErrorCode } from '../../model/error-codes.js';
import { stepKinds, type StepKind } from '../../model/step-kinds.js';

const text = z.string().optional();
const texts = z.array(z.string());
const labels = z.record(z.string(), z.string());
const code = z.enum(Object.keys(errorCodes) as [ErrorCode, ...ErrorCode[]]);
const wrong = { code, message: z.string(), details: texts, tryThis: texts };
const place = z.looseObject({ file: z.string(), line: z.number().optional(), column: z.number().optional() });

const service = z.looseObject({
  Name: z.string().min(1),
  Labels: labels,
  TaskTemplate: z.looseObject({
    ContainerSpec: z.looseObject({ Image: z.string().min(1), Env: texts.optional(), Labels: labels.optional() }),
  }),
});

const named = z.looseObject({ Name: z.string().min(1) });

const specs = z.looseObject({
  stack: z.string(),
  services: z.array(service),
  networks: z.array(named),
  externalNetworks: texts,
  configs: z.array(z.looseObject({ Name: z.string().min(1), Data: z.string() })),
  externalConfigs: texts,
  secrets: z.array(z.looseObject({ key: z.string(), name: z.string(), external: z.boolean() })),
  volumes: texts,
});

const serviceChange = z.looseObject({
  service: z.string(),
  kind: z.enum(['create', 'update', 'remove', 'unchanged']),
  image: z.looseObject({ from: text, to: z.string(), fromDigest: text, toDigest: text }).optional(),
  fields: z.array(z.looseObject({ field: z.string(), sign: z.enum(['+', '~', '-']), key: text, from: text, to: text })),
});

const making = z.discriminatedUnion('kind', [
  z.looseObject({
    kind: z.literal('generate'),
    length: z.number().optional(),
    charset: z.string(),
    shared: z
      .looseObject({
        id: z.string(),
        rule: z.string(),
        members: z.array(z.looseObject({ app: z.string(), key: z.string() })),
      })
      .optional(),
  }),
  z.looseObject({ kind: z.literal('from'), source: z.string() }),
  z.looseObject({ kind: z.literal('ask') }),
  z.looseObject({ kind: z.literal('missing') }),
]);

const step = z.looseObject({
  kind: z.enum(Object.keys(stepKinds) as [StepKind, ...StepKind[]]),
  app: z.string().min(1),
  node: z.string().min(1),
  stack: z.string().min(1),
  engine: z.enum(['swarm', 'abra']),
  cause: z.string(),
  held: z.array(
    z.looseObject({
      reason: z.string(),
      says: z.string(),
      release: z.array(z.looseObject({ label: z.string(), command: z.string() })),
    }),
  ),
  released: texts,
  recipe: z.looseObject({ name: z.string(), from: text, to: z.string(), commit: z.string() }),
  services: z.array(serviceChange),
  env: z.looseObject({ added: texts, changed: texts, removed: texts }),
  origins: labels.optional(),
  secrets: z.array(z.looseObject({ key: z.string(), name: z.string(), make: making })),
  values: z.array(z.looseObject({ key: z.string(), source: z.string() })).optional(),
  configs: texts,
  networks: texts,
  sharedNetworks: texts,
  needs: texts,
  rests: z.looseObject({
    swarm: z.string(),
    services: z.array(z.looseObject({ name: z.string(), id: z.string(), index: z.number() })),
  }),
  specs,
  notes: z.array(z.looseObject({ version: z.string(), text: z.string() })),
  notices: texts,
  steward: text,
  domains: texts,
  critical: z.boolean(),
  carriesRecord: z.boolean(),
});

const plan = z.looseObject({
  version: z.literal(1),
  region: z.string(),
  madeAt: z.iso.datetime(),
  readSeconds: z.number(),
  manifest: z.looseObject({ repo: z.string(), commit: text, dirty: z.boolean() }),
  nodes: z.array(
    z.looseObject({
      name: z.string(),
      provider: text,
      asWanted: texts,
      notUp: z.array(z.looseObject({ app: z.string(), says: z.string() })).optional(),
    }),
  ),
  steps: z.array(step),
  unreachable: z.array(z.looseObject({ node: z.string(), reachable: z.literal(false), ...wrong })),
  unplanned: z.array(
    z.looseObject({
      app: z.string(),
      node: z.string(),
      recipe: z.string(),
      version: z.string(),
      at: place.optional(),
      ...wrong,
    }),
  ),
  strangers: z.array(z.looseObject({ node: z.string(), stack: z.string(), services: z.number(), app: text })),
  notices: z.array(z.looseObject({ node: text, app: text, text: z.string() })),
});

/**
 * A saved plan as this version of tend writes it, as far as it is shown and run. A digest says that nobody changed it since
 * it was written, not who wrote it: another version of tend, or another program.
 */
export const savedPlanSchema = z.looseObject({ format: z.literal('tend-plan-v1'), plan, digest: z.string() });
