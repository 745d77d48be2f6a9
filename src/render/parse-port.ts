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

const form = /^(?:(\[[0-9a-fA-F:.]+\]|[0-9.]*):)?(?:([0-9]+(?:-[0-9]+)?)?:)?([0-9]+(?:-[0-9]+)?)(?:\/([A-Za-z]+))?$/;

/**
 * A port in the short form (`8000`, `8080:80`, `127.0.0.1:53:53/udp`, `3000-3005`, `8000-8010:80`) in the long one.
 * The address is dropped, as a swarm publishes on all of them. Undefined where it is no port.
 */
export function parsePort(text: string): ComposePort[] | undefined {
  const [ip, published, target, protocol] = takeApart(text) ?? [];
  const to = parseRange(target ?? '');
  const from = published ? parseRange(published) : { first: 0, last: 0 };
  if (ip === undefined || !to || !from) return undefined;
  const type = (protocol || 'tcp').toLowerCase();
  if (!['tcp', 'udp', 'sctp'].includes(type)) return undefined;
  const pairs = pairUp(from, to);
  return pairs
    ?.sort((a, b) => compareText(`${a.target}/${type}`, `${b.target}/${type}`))
    .map((pair) => ({ mode: 'ingress', ...pair, protocol: type }));
}

/** True where the short form names an address to listen on, which a swarm cannot do. */
export function namesAddress(text: string): boolean {
  const ip = takeApart(text)?.[0] ?? '';
  return ip !== '' && !/^(?:0\.0\.0\.0|\[::\])$/.test(ip);
}

function takeApart(text: string): [string, string, string, string] | undefined {
  const match = form.exec(text);
  if (!match) return undefined;
  const [, ip = '', published = '', target = '', protocol = ''] = match;
  const onlyPort = published === '' && /^[0-9]+$/.test(ip);
  return onlyPort ? ['', ip, target, protocol] : [ip, published, target, protocol];
}

function parseRange(text: string): Range | undefined {
  const [first, last = first] = text.split('-').map(Number);
  if (first === undefined || last === undefined || first > last || last > 65535 || text === '') return undefined;
  return { first, last };
}

/** As many as the target has; one target with a range of published ports gets them all. */
function pairUp(from: Range, to: Range): { target: number; published?: number }[] | undefined {
  const size = to.last - to.first;
  if (from.last === 0) return count(size).map((i) => ({ target: to.first + i }));
  if (from.last - from.first === size)
    return count(size).map((i) => ({ target: to.first + i, published: from.first + i }));
  return size === 0
    ? count(from.last - from.first).map((i) => ({ target: to.first, published: from.first + i }))
    : undefined;
}

function count(size: number): number[] {
  return Array.from({ length: size + 1 }, (_, i) => i);
}
