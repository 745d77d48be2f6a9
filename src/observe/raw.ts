import { isMapping } from '../model/is-mapping.js';
import type { Raw } from '../tools/docker.js';

/** An object inside an answer; empty where there is none. */
export function part(raw: Raw | undefined, key: string): Raw {
  const value = raw?.[key];
  return isMapping(value) ? value : {};
}

export function text(raw: Raw, key: string): string | undefined {
  const value = raw[key];
  return typeof value === 'string' && value !== '' ? value : undefined;
}

export function number(raw: Raw, key: string): number | undefined {
  const value = raw[key];
  return typeof value === 'number' ? value : undefined;
}

export function list(raw: Raw, key: string): Raw[] {
  const value = raw[key];
  return Array.isArray(value) ? (value as Raw[]) : [];
}

/** The stack that an object belongs to, by the label that docker's own client writes. */
export function stackOf(labels: Raw): string | undefined {
  return text(labels, 'com.docker.stack.namespace');
}

/** Version.Index of a swarm object: it grows with every change. */
export function indexOf(raw: Raw): number {
  return number(part(raw, 'Version'), 'Index') ?? 0;
}
