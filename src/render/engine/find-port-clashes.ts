import type { ServiceSpec } from '../../model/service-spec.js';
import type { StackSpecs } from '../../model/stack-specs.js';
import { keyOf, type SpecProblem } from './spec-problem.js';

interface Published {
  readonly service: string;
  readonly port: string;
  readonly isHost: boolean;
}

/**
 * Ports that two services of the stack, or one service twice, would publish: swarmkit, controlapi/service.go
 * (validateEndpointSpec, checkPortConflicts). On the machines themselves (`mode: host`) several services may have one.
 */
export function findPortClashes({ stack, services }: StackSpecs): SpecProblem[] {
  const seen = new Map<string, Published>();
  return services
    .flatMap((service) => publishedBy(service, stack))
    .flatMap((one) => {
      const before = seen.get(one.port);
      seen.set(one.port, before ?? one);
      return before && clashes(before, one) ? [clash(before, one)] : [];
    });
}

function publishedBy({ Name, EndpointSpec }: ServiceSpec, stack: string): Published[] {
  const published = (EndpointSpec?.Ports ?? []).filter(({ PublishedPort }) => Number(PublishedPort ?? 0) > 0);
  return published.map(({ PublishedPort, Protocol, PublishMode }) => ({
    service: keyOf(Name, stack),
    port: `${Number(PublishedPort)}/${typeof Protocol === 'string' ? Protocol : 'tcp'}`,
    isHost: PublishMode === 'host',
  }));
}

function clashes(before: Published, one: Published): boolean {
  return before.service === one.service || !(before.isHost && one.isHost);
}

function clash(before: Published, { service, port }: Published): SpecProblem {
  const also = before.service === service ? 'twice' : `as ${before.service} does`;
  return {
    where: `services.${service}.ports`,
    says: `publishes ${port} ${also}`,
    tryThis: 'publish another port, or leave one of the two out',
  };
}
