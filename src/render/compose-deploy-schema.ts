import { z } from 'zod';
import { cpusSchema, durationSchema, labelsSchema, sizeSchema } from './compose-scalars.js';

const updateSchema = z.strictObject({
  parallelism: z.int().min(0).optional(),
  delay: durationSchema.optional(),
  failure_action: z.string().optional(),
  monitor: durationSchema.optional(),
  max_failure_ratio: z.number().optional(),
  order: z.enum(['start-first', 'stop-first']).optional(),
});

const genericResourceSchema = z.strictObject({
  discrete_resource_spec: z.strictObject({ kind: z.string().optional(), value: z.number().optional() }).optional(),
});

const resourcesSchema = z.strictObject({
  limits: z
    .strictObject({ cpus: cpusSchema.optional(), memory: sizeSchema.optional(), pids: z.int().optional() })
    .optional(),
  reservations: z
    .strictObject({
      cpus: cpusSchema.optional(),
      memory: sizeSchema.optional(),
      generic_resources: z.array(genericResourceSchema).optional(),
    })
    .optional(),
});

const restartPolicySchema = z.strictObject({
  condition: z.string().optional(),
  delay: durationSchema.optional(),
  max_attempts: z.int().min(0).optional(),
  window: durationSchema.optional(),
});

const placementSchema = z.strictObject({
  constraints: z.array(z.string()).optional(),
  preferences: z.array(z.strictObject({ spread: z.string().optional() })).optional(),
  max_replicas_per_node: z.int().min(0).optional(),
});

/** `deploy:` of a service. */
export const composeDeploySchema = z.strictObject({
  mode: z.string().optional(),
  endpoint_mode: z.string().optional(),
  replicas: z.int().min(0).optional(),
  labels: labelsSchema.optional(),
  update_config: updateSchema.optional(),
  rollback_config: updateSchema.optional(),
  resources: resourcesSchema.optional(),
  restart_policy: restartPolicySchema.optional(),
  placement: placementSchema.optional(),
});

export type ComposeDeploy = z.output<typeof composeDeploySchema>;
export type ComposeUpdate = z.output<typeof updateSchema>;
export type ComposeResources = z.output<typeof resourcesSchema>;
