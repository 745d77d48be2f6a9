import { splitEnv } from '../model/split-env.js';
import type { ServiceSpec } from '../model/service-spec.js';
import { compareSpec } from './compare-spec.js';
import { hasDigest, imageLabel } from './pin-image.js';

/** How a hand-made change would stand in the manifest. */
export interface FoldedDrift {
  /** Env keys of the app itself; undefined takes one out of the manifest. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** A piece of compose file for everything else. */
  readonly compose: Readonly<Record<string, unknown>>;
  /** Fields that neither can say. */
  readonly left: readonly string[];
}

/** Folds what differs at one service into words of the manifest. `service` without the stack. Pure. */
export function foldDrift(service: string, running: ServiceSpec, wanted: ServiceSpec): FoldedDrift {
  const env: Record<string, string | undefined> = {};
  const environment: Record<string, string> = {};
  const fragment: Record<string, unknown> = {};
  const deploy: Record<string, unknown> = {};
  const left: string[] = [];
  const values = new Map((running.TaskTemplate.ContainerSpec.Env ?? []).map(splitEnv));
  for (const { field, key, sign } of compareSpec(wanted, running)) {
    if (field === 'env' && key !== undefined && service === 'app') env[key] = values.get(key);
    else if (field === 'env' && key !== undefined && sign !== '-') environment[key] = values.get(key) ?? '';
    else if (field === 'replicas') deploy['replicas'] = running.Mode?.Replicated?.Replicas ?? 1;
    else if (field === 'image' && hasDigest(running.TaskTemplate.ContainerSpec.Image))
      fragment['image'] = running.TaskTemplate.ContainerSpec.Image;
    else if (field === 'label' && key === imageLabel) continue;
    else if (field === 'label' && key !== undefined && sign !== '-')
      deploy['labels'] = { ...(deploy['labels'] as object), [key]: running.Labels[key] };
    else left.push(key === undefined ? field : `${field} ${sign} ${key}`);
  }
  if (Object.keys(environment).length > 0) fragment['environment'] = environment;
  if (Object.keys(deploy).length > 0) fragment['deploy'] = deploy;
  const compose = Object.keys(fragment).length > 0 ? { services: { [service]: fragment } } : {};
  return { env, compose, left };
}
