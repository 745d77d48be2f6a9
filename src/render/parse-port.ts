import { parseAddress } from './parse-address.js';
import { compareText } from '../model/compare-text.js';

/** A port of a service in the long form of a compose file. */
export interface ComposePort {
  readonly mode?: string | undefined;
  readonly target?: number | undefined;
  readonly published?: number | undefined;
  readonly protocol?: string | undefined;
}

interface Range {
  readonly first: number;
  readonly last: number;
}

interface PortSpec {
  /** Without brackets; empty where none is said. */
  readonly ip: string;
  readonly published: Range | undefined;
  readonly target: Range;
  readonly protocol: string;
}

/**
 * A port in the short form (`8000`, `8080:80`, `127.0.0.1:53:53/udp`, `3000-3005`, `8000-8010:80`) in the long one.
 * The address is dropped, as a swarm publishes on all of them. Undefined where docker takes it for no port.
 */
export function parsePort(text: string): ComposePort[] | undefined {
  const spec = parseSpec(text);
  if (!spec) return undefined;
  return pairUp(spec)
    .sort((a, b) => compareText(`${a.target}/${spec.protocol}`, `${b.target}/${spec.protocol}`))
    .map((pair) => ({ mode: 'ingress', ...pair, protocol: spec.protocol }));
}

/** Whether docker takes a text for a port in the short form. */
export function isPortSpec(text: string): boolean {
  return parseSpec(text) !== undefined;
}

/** True where the short form names an address to listen on, which a swarm cannot do. */
export function namesAddress(text: string): boolean {
  const { ip = '' } = parseSpec(text) ?? {};
  return ip !== '' && !['0.0.0.0', '::'].includes(parseAddress(ip) ?? '');
}

/** As go-connections does (nat.ParsePortSpec). */
function parseSpec(text: string): PortSpec | undefined {
  const parts = text.split(':');
  const [behind = '', before = ''] = [parts.at(-1), parts.at(-2)];
  const ip = bare(parts.slice(0, -2).join(':'));
  const [to = '', type = ''] = cut(behind);
  const target = parseRange(to);
  const published = before === '' ? undefined : parseRange(before);
  const protocol = (type || 'tcp').toLowerCase();
  if (ip === undefined || !target || !['tcp', 'udp', 'sctp'].includes(protocol)) return undefined;
  if (before !== '' && !published) return undefined;
  const spec = { ip, published, target, protocol };
  return published && !isPairable(published, target) ? undefined : spec;
}

function cut(text: string): [string, string] {
  const at = text.indexOf('/');
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
}

/** Without brackets; undefined where it is no address. */
function bare(ip: string): string | undefined {
  const inner = /^\[(.*)\]$/.exec(ip)?.[1] ?? ip;
  return inner === '' || parseAddress(inner) !== undefined ? inner : undefined;
}

function parseRange(text: string): Range | undefined {
  const [first, last = first] = text.split('-', 2).map(parseNumber);
  return first === undefined || last === undefined || first > last ? undefined : { first, last };
}

function parseNumber(text: string): number | undefined {
  return /^\d+$/.test(text) && Number(text) <= 65_535 ? Number(text) : undefined;
}

/** As many published ones as the target has; one target may have a range of them. */
function isPairable(published: Range, target: Range): boolean {
  return target.first === target.last || published.last - published.first === target.last - target.first;
}

function pairUp({ published, target }: PortSpec): { target: number; published?: number }[] {
  const size = target.last - target.first;
  if (!published || published.last === 0) return count(size).map((i) => ({ target: target.first + i }));
  if (size > 0 || published.first === published.last)
    return count(size).map((i) => ({ target: target.first + i, published: published.first + i }));
  return count(published.last - published.first).map((i) => ({ target: target.first, published: published.first + i }));
}

function count(size: number): number[] {
  return Array.from({ length: size + 1 }, (_, i) => i);
}
