import { describe, expect, test } from '@jest/globals';
import { namesAddress, parsePort } from '../../src/render/parse-port.js';

const tcp = (target: number, published?: number) => ({
  mode: 'ingress',
  target,
  ...(published === undefined ? {} : { published }),
  protocol: 'tcp',
});

describe('a port in the short form', () => {
  test.each([
    ['8000', [tcp(8000)]],
    ['8080:80', [tcp(80, 8080)]],
    ['127.0.0.1:8080:80', [tcp(80, 8080)]],
    ['[::1]:8080:80', [tcp(80, 8080)]],
    ['127.0.0.1::80', [tcp(80)]],
    ['3000-3001', [tcp(3000), tcp(3001)]],
    ['8000-8001:80-81', [tcp(80, 8000), tcp(81, 8001)]],
    ['::1:80:80', [tcp(80, 80)]],
    ['80/', [tcp(80)]],
    ['8000-8001:80', [tcp(80, 8000), tcp(80, 8001)]],
  ])('%s is in the long one what docker makes of it', (text, ports) => expect(parsePort(text)).toEqual(ports));

  test('has the protocol that it names, in whatever letters', () => {
    expect(parsePort('53:53/UDP')).toMatchObject([{ target: 53, protocol: 'udp' }]);
    expect(parsePort('53/sctp')).toMatchObject([{ protocol: 'sctp' }]);
  });

  test.each([
    '',
    'http',
    '80/icmp',
    '80:80:80',
    '1.2.3:80:80',
    '999.1.1.1:80:80',
    '[fe80::1%eth0]:80:80',
    '80/tcp/udp',
    '81-80',
    '65536',
    '8000-8001:80-82',
    '80:',
    '1:2:3:4',
  ])('%j is none', (text) => expect(parsePort(text)).toBeUndefined());

  test.each([
    ['127.0.0.1:80:80', true],
    ['[::1]:80:80', true],
    ['0.0.0.0:80:80', false],
    ['[::]:80:80', false],
    ['80:80', false],
    ['80', false],
  ])('%s names an address to listen on: %p', (text, names) => expect(namesAddress(text)).toBe(names));
});
