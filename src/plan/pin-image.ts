import type { SeenNode, ObservedService } from '../model/observation.js';
import type { ResolvedImage } from '../model/resolved-image.js';
import type { ServiceSpec } from '../model/service-spec.js';
import { imageKey, type ResolvedImages, type WantedApp } from './plan-input.js';

/** Label in which `docker stack deploy` keeps the reference that a person wrote. */
export const imageLabel = 'com.docker.stack.image';

/** A reference that a node's registry has to be asked about. */
export interface ImageToResolve {
  readonly node: string;
  readonly reference: string;
}

/**
 * References whose digest is not known from what runs: new ones, and with `refresh` all of them.
 * While a recipe's reference stays the same, the running digest stays and no registry is needed.
 */
export function imagesToResolve(
  wanted: readonly WantedApp[],
  seen: ReadonlyMap<string, SeenNode>,
  refresh: boolean,
): ImageToResolve[] {
  const found = new Map<string, ImageToResolve>();
  for (const { app, rendered } of wanted) {
    const node = seen.get(app.node);
    if (!node || app.state === 'absent') continue;
    for (const spec of rendered.specs.services) {
      const reference = spec.TaskTemplate.ContainerSpec.Image;
      const known =
        hasDigest(reference) || (!refresh && runningImage(spec, findService(node, spec.Name)) !== undefined);
      if (!known) found.set(imageKey(app.node, reference), { node: app.node, reference });
    }
  }
  return [...found.values()];
}

/**
 * The spec with its image as `name:tag@sha256:…` where a digest is known: the running one while its reference stays,
 * else the resolved one. Who wants the newest gives no running service.
 */
export function pinImage(
  spec: ServiceSpec,
  running: ObservedService | undefined,
  resolved: ResolvedImage | undefined,
): ServiceSpec {
  const reference = spec.TaskTemplate.ContainerSpec.Image;
  if (hasDigest(reference)) return spec;
  const image = runningImage(spec, running);
  if (image !== undefined) return withImage(spec, image);
  return resolved ? withPlatforms(withImage(spec, `${reference}@${resolved.digest}`), resolved) : spec;
}

/** Digest of an image reference, where it has one. */
export function digestOf(image: string): string | undefined {
  const at = image.indexOf('@');
  return at < 0 ? undefined : image.slice(at + 1);
}

/** True for `name:tag@sha256:…`. */
export function hasDigest(image: string): boolean {
  return image.includes('@sha256:');
}

/** What the registries of a node told of a service's image. */
export function resolvedImage(images: ResolvedImages, node: string, spec: ServiceSpec): ResolvedImage | undefined {
  return images.get(imageKey(node, spec.TaskTemplate.ContainerSpec.Image));
}

/** The service of that full name on the node. */
export function findService(node: SeenNode, name: string): ObservedService | undefined {
  return node.services.find((service) => service.name === name);
}

function runningImage(spec: ServiceSpec, running: ObservedService | undefined): string | undefined {
  if (!running || running.spec.Labels[imageLabel] !== spec.Labels[imageLabel]) return undefined;
  const image = running.spec.TaskTemplate.ContainerSpec.Image;
  return hasDigest(image) && image.startsWith(`${spec.TaskTemplate.ContainerSpec.Image}@`) ? image : undefined;
}

/** As docker's client does: a task goes only to a node that can run the image. */
function withPlatforms(spec: ServiceSpec, { platforms }: ResolvedImage): ServiceSpec {
  if (platforms.length === 0) return spec;
  const Placement = { ...spec.TaskTemplate.Placement, Platforms: platforms };
  return { ...spec, TaskTemplate: { ...spec.TaskTemplate, Placement } };
}

function withImage(spec: ServiceSpec, image: string): ServiceSpec {
  const container = { ...spec.TaskTemplate.ContainerSpec, Image: image };
  return { ...spec, TaskTemplate: { ...spec.TaskTemplate, ContainerSpec: container } };
}
