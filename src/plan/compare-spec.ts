import { given } from '../model/given.js';
import type { ServiceSpec } from '../model/service-spec.js';
import type { FieldChange } from '../model/step.js';
import { compareLeaves } from './compare-leaves.js';
import { compareNamed } from './compare-named.js';
import { normaliseSpec, type Named } from './normalise-spec.js';

/**
 * What differs between a running service and the wanted one, field by field; empty: they are the same. Order of lists
 * that have none, and what an engine fills in by itself, make no difference. Values of the wanted side are shown (`to`),
 * those of the node only for image and replicas (`from`).
 */
export function compareSpec(running: ServiceSpec, wanted: ServiceSpec): FieldChange[] {
  const before = normaliseSpec(running);
  const after = normaliseSpec(wanted);
  return [
    ...compareValue('image', before.image, after.image),
    ...compareValue('replicas', before.replicas, after.replicas),
    ...compareNamed('env', before.env, after.env),
    ...compareNamed('label', before.labels, after.labels),
    ...compareNamed('container label', before.containerLabels, after.containerLabels),
    ...compareParts('mount', before.mounts, after.mounts),
    ...compareParts('network', before.networks, after.networks),
    ...compareParts('config', before.configs, after.configs),
    ...compareParts('secret', before.secrets, after.secrets),
    ...compareParts('port', before.ports, after.ports),
    ...compareParts('healthcheck', before.healthcheck, after.healthcheck),
    ...compareParts('command', before.command, after.command),
    ...compareLeaves(before.rest, after.rest),
  ];
}

function compareValue(field: string, from: string | undefined, to: string | undefined): FieldChange[] {
  if (from === to) return [];
  return [{ field, sign: '~', ...given({ from, to }) }];
}

/** Things whose content is too long to show: what came, went, or differs. */
function compareParts(field: string, before: Named, after: Named): FieldChange[] {
  return compareNamed(field, before, after).map(({ to: _content, ...change }) => change);
}
