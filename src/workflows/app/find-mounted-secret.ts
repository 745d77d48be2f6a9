import { isRunning } from '../../model/is-running.js';
import type { ObservedService } from '../../model/observation.js';
import type { RenderedSecret } from '../../model/prepared.js';
import { shortName } from '../../model/short-name.js';

/** A container that has a secret as a file. */
export interface SecretPlace {
  /** Name of the service without its stack. */
  readonly service: string;
  readonly container: string;
  readonly path: string;
}

/** A secret that services of an app use, by its name on the swarm, and the running containers that have it. */
export interface MountedSecret {
  readonly name: string;
  readonly places: readonly SecretPlace[];
}

/** An app as it runs, and the secrets that its recipe names. */
export interface AppWithSecrets {
  readonly stack: string;
  readonly services: readonly ObservedService[];
  readonly rendered: readonly RenderedSecret[];
}

/** The secret that somebody means: by its key in the recipe, or its name on the swarm with or without stack and version. */
export function findMountedSecret(app: AppWithSecrets, wanted: string): MountedSecret | undefined {
  const names = mountedSecrets(app);
  const rendered = app.rendered.find(({ key }) => key === wanted)?.name;
  const name =
    names.find((one) => one === wanted || one === rendered) ??
    names.find((one) => shortName(one, app.stack) === wanted || keyOf(one, app.stack) === wanted);
  if (name === undefined) return undefined;
  return { name, places: app.services.flatMap((service) => placesIn(service, app.stack, name)) };
}

/** Names on the swarm of all secrets that the services use. */
export function mountedSecrets({ services }: Pick<AppWithSecrets, 'services'>): string[] {
  const names = services.flatMap(({ spec }) => referencesOf(spec).map(({ SecretName }) => SecretName));
  return [...new Set(names)];
}

/** `wiki_example_org_admin_password_v1` → `admin_password` */
function keyOf(name: string, stack: string): string {
  return shortName(name, stack).replace(/_[^_]*$/, '');
}

function placesIn({ name: service, spec, tasks }: ObservedService, stack: string, secret: string): SecretPlace[] {
  const file = referencesOf(spec).find(({ SecretName }) => SecretName === secret)?.File?.['Name'];
  if (typeof file !== 'string') return [];
  const path = file.startsWith('/') ? file : `/run/secrets/${file}`;
  return tasks
    .filter(isRunning)
    .flatMap(({ containerId: container }) =>
      container === undefined ? [] : [{ service: shortName(service, stack), container, path }],
    );
}

function referencesOf(spec: ObservedService['spec']) {
  return spec.TaskTemplate.ContainerSpec.Secrets ?? [];
}
