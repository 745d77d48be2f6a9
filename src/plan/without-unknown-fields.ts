import { dockerReleaseOf } from '../model/docker-release-of.js';
import { isMapping } from '../model/is-mapping.js';
import type { Mount, ServiceSpec } from '../model/service-spec.js';
import { shortName } from '../model/short-name.js';
import type { StackSpecs } from '../model/stack-specs.js';

/** A field that older engines drop without a word. */
interface LaterField {
  /** As a compose file has it. */
  readonly key: string;
  /** First release of Docker that keeps it. */
  readonly since: number;
  /** The spec without it; the same one where it is not there. */
  readonly drop: (spec: ServiceSpec) => ServiceSpec;
}

/** From which API each field is kept: 1.44, 1.45, 1.46 (docs/api/version-history.md of the engine). */
const laterFields: readonly LaterField[] = [
  { key: 'healthcheck.start_interval', since: 25, drop: (spec) => withoutIn(spec, 'Healthcheck', 'StartInterval') },
  { key: 'volumes.volume.subpath', since: 26, drop: withoutSubpaths },
  { key: 'oom_score_adj', since: 27, drop: withoutOomScore },
];

/** Specs as an engine of that version will store them, and what it drops: `app: oom_score_adj`. Pure. */
export function withoutUnknownFields(
  specs: StackSpecs,
  engineVersion: string,
): { readonly specs: StackSpecs; readonly dropped: readonly string[] } {
  const release = dockerReleaseOf(engineVersion);
  const unknown = laterFields.filter(({ since }) => release !== undefined && release < since);
  const dropped: string[] = [];
  const services = specs.services.map((spec) =>
    unknown.reduce((before, { key, drop }) => {
      const after = drop(before);
      if (after !== before) dropped.push(`${shortName(spec.Name, specs.stack)}: ${key}`);
      return after;
    }, spec),
  );
  return dropped.length === 0 ? { specs, dropped } : { specs: { ...specs, services }, dropped };
}

function withContainer(spec: ServiceSpec, ContainerSpec: ServiceSpec['TaskTemplate']['ContainerSpec']): ServiceSpec {
  return { ...spec, TaskTemplate: { ...spec.TaskTemplate, ContainerSpec } };
}

function withoutIn(spec: ServiceSpec, part: string, key: string): ServiceSpec {
  const container = spec.TaskTemplate.ContainerSpec;
  const whole = container[part];
  if (!isMapping(whole) || !(key in whole)) return spec;
  return withContainer(spec, { ...container, [part]: without(whole, key) });
}

function withoutOomScore(spec: ServiceSpec): ServiceSpec {
  const container = spec.TaskTemplate.ContainerSpec;
  return 'OomScoreAdj' in container ? withContainer(spec, without(container, 'OomScoreAdj')) : spec;
}

function withoutSubpaths(spec: ServiceSpec): ServiceSpec {
  const container = spec.TaskTemplate.ContainerSpec;
  const Mounts = container.Mounts?.map(withoutSubpath);
  return Mounts?.some((mount, index) => mount !== container.Mounts?.[index])
    ? withContainer(spec, { ...container, Mounts })
    : spec;
}

function withoutSubpath(mount: Mount): Mount {
  const options = mount['VolumeOptions'];
  if (!isMapping(options) || !('Subpath' in options)) return mount;
  return { ...mount, VolumeOptions: without(options, 'Subpath') };
}

function without<T extends object>(object: T, key: string): T {
  return Object.fromEntries(Object.entries(object).filter(([name]) => name !== key)) as T;
}
