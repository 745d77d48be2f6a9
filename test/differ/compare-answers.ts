import { compareText } from '../../src/model/compare-text.js';
import { isMapping } from '../../src/model/is-mapping.js';
import type { Answer } from './compose-case.js';

type Differing = 'services' | 'refused by docker alone' | 'refused by tend alone' | 'a bug in tend';

/** How tend's answer to a case differs from docker's; undefined where it does not. */
export interface Difference {
  readonly kind: Differing;
  readonly details: readonly string[];
}

export function compareAnswers(docker: Answer, tend: Answer): Difference | undefined {
  if (tend.error?.startsWith('BUG')) return { kind: 'a bug in tend', details: [tend.error] };
  const [theirs, ours] = [refusalOf(docker), tend.error];
  if (theirs !== undefined && ours !== undefined) return undefined;
  if (theirs !== undefined) return { kind: 'refused by docker alone', details: [theirs] };
  if (ours !== undefined) return { kind: 'refused by tend alone', details: [ours] };
  if (docker.error !== undefined || tend.error !== undefined) return undefined;
  const details = [...differences(plain(docker.services), plain(tend.services), '')];
  return details.length > 0 ? { kind: 'services', details } : undefined;
}

/**
 * docker's client resolves a bind mount beside the compose file to a folder of the machine on which it runs. The server
 * has no such folder, so tend refuses it: for this comparison docker does too.
 */
function refusalOf(docker: Answer): string | undefined {
  if (docker.error !== undefined) return docker.error;
  const beside = /"Type":"bind","Source":"(?:\/beside|~|[A-Za-z]:)/.test(JSON.stringify(docker.services));
  return beside ? 'binds a path of the machine on which docker runs' : undefined;
}

/** What Go's JSON leaves out of a request counts for nothing; docker's client adds `:latest` only when it sends. */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (!isMapping(value)) return value;
  const entries = Object.entries(value)
    .filter(([key]) => key !== 'SecretID' && key !== 'ConfigID')
    .map(([key, inner]) => [key, plainField(key, inner)] as const)
    .filter(([, inner]) => !isNothing(inner));
  return Object.fromEntries(entries);
}

/** Secrets and configs of one name come in any order: docker's client takes them from a map. */
function plainField(key: string, value: unknown): unknown {
  if (key === 'Image') return tagged(String(value));
  const whole = plain(value);
  if (!['Secrets', 'Configs'].includes(key) || !Array.isArray(whole)) return whole;
  return whole.toSorted((a, b) => compareText(JSON.stringify(a), JSON.stringify(b)));
}

function tagged(image: string): string {
  return /[:@]/.test(image) ? image : `${image}:latest`;
}

function isNothing(value: unknown): boolean {
  if (value === null || value === undefined || value === '' || value === 0 || value === false) return true;
  if (Array.isArray(value)) return value.length === 0;
  return isMapping(value) && Object.keys(value).length === 0;
}

function* differences(docker: unknown, tend: unknown, path: string): Generator<string> {
  if (isMapping(docker) && isMapping(tend)) {
    for (const key of new Set([...Object.keys(docker), ...Object.keys(tend)].sort()))
      yield* differences(docker[key], tend[key], `${path}.${key}`);
  } else if (Array.isArray(docker) && Array.isArray(tend) && docker.length === tend.length) {
    for (const [i, item] of docker.entries()) yield* differences(item, tend[i], `${path}[${i}]`);
  } else if (docker !== tend) yield `${path}: ${JSON.stringify(docker)}, tend ${JSON.stringify(tend)}`;
}
