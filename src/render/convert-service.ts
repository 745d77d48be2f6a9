import { compareText } from '../model/compare-text.js';
import type { ContainerSpec, ServiceSpec, TaskTemplate } from '../model/service-spec.js';
import { convertCapabilities } from './convert-capabilities.js';
import { convertConfigReferences, convertSecretReferences } from './convert-file-references.js';
import { convertHealthcheck } from './convert-healthcheck.js';
import { convertMode } from './convert-mode.js';
import { convertMount } from './convert-mount.js';
import { convertServiceNetworks } from './convert-networks.js';
import { convertPorts } from './convert-ports.js';
import { convertPrivileges } from './convert-privileges.js';
import { convertResources } from './convert-resources.js';
import { convertRestartPolicy } from './convert-restart-policy.js';
import { convertUpdate } from './convert-update.js';
import { invalidCompose } from './invalid-compose.js';
import type { LoadedService } from './load-service.js';
import { given } from '../model/given.js';
import { omitEmpty } from './omit-empty.js';
import { parseDuration } from './parse-duration.js';
import type { Around } from './around.js';
import { tagImage } from './tag-image.js';

const namespaceLabel = 'com.docker.stack.namespace';

/** One service of a compose file as the body of POST /services/create. */
export function convertService(name: string, around: Around): ServiceSpec {
  const service = around.compose.services[name] ?? {};
  const deploy = service.deploy ?? {};
  if (!service.image) throw invalidCompose(`services.${name}`, 'names no image', 'give it an image');
  return {
    Name: `${around.stack}_${name}`,
    Labels: {
      ...deploy.labels,
      [namespaceLabel]: around.stack,
      'com.docker.stack.image': service.image,
    },
    TaskTemplate: taskTemplate(name, service, around),
    Mode: convertMode(`services.${name}.deploy`, deploy),
    ...given({
      UpdateConfig: deploy.update_config && convertUpdate(deploy.update_config),
      RollbackConfig: deploy.rollback_config && convertUpdate(deploy.rollback_config),
    }),
    EndpointSpec: omitEmpty({
      Mode: deploy.endpoint_mode?.toLowerCase(),
      Ports: convertPorts(service.ports ?? []),
    }),
  };
}

function taskTemplate(name: string, service: LoadedService, around: Around): TaskTemplate {
  const { resources, placement } = service.deploy ?? {};
  return {
    ContainerSpec: containerSpec(name, service, around),
    Resources: convertResources(resources ?? {}),
    ...given({ RestartPolicy: convertRestartPolicy(`services.${name}`, service) }),
    Placement: omitEmpty({
      Constraints: placement?.constraints,
      Preferences: placement?.preferences?.map(({ spread }) => ({ Spread: { SpreadDescriptor: spread ?? '' } })),
      MaxReplicas: placement?.max_replicas_per_node,
    }),
    Networks: convertServiceNetworks(name, service, around),
    ...given({ LogDriver: service.logging && logDriver(service.logging) }),
  };
}

function logDriver(logging: NonNullable<LoadedService['logging']>): Record<string, unknown> {
  return omitEmpty({ Name: logging.driver, Options: logging.options });
}

function containerSpec(name: string, service: LoadedService, around: Around): ContainerSpec {
  const grace = service.stop_grace_period;
  return {
    Image: tagImage(service.image ?? ''),
    Labels: { ...service.labels, [namespaceLabel]: around.stack },
    ...omitEmpty({
      ...runtime(service),
      Command: service.entrypoint,
      Args: service.command,
      Env: environment(service.environment ?? {}),
      Mounts: service.volumes?.map((mount) => convertMount(`services.${name}.volumes`, mount, around)),
      Hosts: service.extra_hosts?.map(hostLine),
      DNSConfig: omitEmpty({ Nameservers: service.dns, Search: service.dns_search }),
      Secrets: convertSecretReferences(name, service, around),
      Configs: convertConfigReferences(name, service, around),
      Sysctls: service.sysctls,
      Ulimits: ulimits(service.ulimits ?? {}),
      ...convertCapabilities(service.cap_add ?? [], service.cap_drop ?? []),
    }),
    ...given({
      Init: service.init,
      StopGracePeriod: grace === undefined ? undefined : parseDuration(grace),
      Healthcheck: service.healthcheck && convertHealthcheck(`services.${name}`, service.healthcheck),
    }),
    Privileges: convertPrivileges(`services.${name}.credential_spec`, service, around),
  };
}

function runtime(service: LoadedService): Record<string, unknown> {
  return {
    Hostname: service.hostname,
    Dir: service.working_dir,
    User: service.user,
    StopSignal: service.stop_signal,
    TTY: service.tty,
    OpenStdin: service.stdin_open,
    ReadOnly: service.read_only,
    Isolation: service.isolation,
    OomScoreAdj: service.oom_score_adj,
  };
}

/** Sorted; a variable without a value stands as its bare name. */
function environment(variables: Readonly<Record<string, string | null>>): string[] {
  return Object.entries(variables)
    .map(([key, value]) => (value === null ? key : `${key}=${value}`))
    .sort(compareText);
}

/** `host:address` becomes `address host`. */
function hostLine(line: string): string {
  const at = line.indexOf(':');
  return `${line.slice(at + 1)} ${line.slice(0, at)}`;
}

function ulimits(limits: NonNullable<LoadedService['ulimits']>): Record<string, unknown>[] {
  return Object.entries(limits)
    .sort(([a], [b]) => compareText(a, b))
    .map(([Name, limit]) => {
      const { soft, hard } = typeof limit === 'number' ? { soft: limit, hard: limit } : limit;
      return { Name, Hard: hard, Soft: soft };
    });
}
