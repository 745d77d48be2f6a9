import type { ObservedConfig, ObservedNetwork, ObservedSecret, ObservedVolume } from '../model/observation.js';
import type { Raw } from '../tools/docker.js';
import { indexOf, part, stackOf, text } from './raw.js';

export function projectNetwork(raw: Raw): ObservedNetwork {
  return {
    id: text(raw, 'Id') ?? '',
    name: text(raw, 'Name') ?? '',
    driver: text(raw, 'Driver') ?? '',
    scope: text(raw, 'Scope') ?? '',
    ...inStack(part(raw, 'Labels')),
  };
}

export function projectConfig(raw: Raw): ObservedConfig {
  const spec = part(raw, 'Spec');
  const labels = part(spec, 'Labels');
  return {
    id: text(raw, 'ID') ?? '',
    name: text(spec, 'Name') ?? '',
    index: indexOf(raw),
    labels: labels as Record<string, string>,
    data: text(spec, 'Data') ?? '',
    createdAt: text(raw, 'CreatedAt') ?? '',
    updatedAt: text(raw, 'UpdatedAt') ?? '',
    ...inStack(labels),
  };
}

export function projectSecret(raw: Raw): ObservedSecret {
  const spec = part(raw, 'Spec');
  return {
    id: text(raw, 'ID') ?? '',
    name: text(spec, 'Name') ?? '',
    createdAt: text(raw, 'CreatedAt') ?? '',
    ...inStack(part(spec, 'Labels')),
  };
}

export function projectVolume(raw: Raw): ObservedVolume {
  return { name: text(raw, 'Name') ?? '', ...inStack(part(raw, 'Labels')) };
}

function inStack(labels: Raw): { readonly stack?: string } {
  const stack = stackOf(labels);
  return stack === undefined ? {} : { stack };
}
