import { describe, expect, test } from '@jest/globals';
import { checkCompose } from '../../src/render/check-compose.js';
import { loadCompose } from '../../src/render/load-compose.js';
import { mergeCompose } from '../../src/render/merge-compose.js';
import { parseComposeFile } from '../../src/render/parse-compose-file.js';

/** The service `a` after the second text was merged over the first; every line was compared with docker 28's. */
function merged(base: string, over: string): unknown {
  const files = [base, over].map((text) => checkCompose(parseComposeFile('c', `services: {a: {${text}}}`)));
  return mergeCompose(files.map((file) => loadCompose(file, { folder: '.', files: new Map(), env: {} }))).services['a'];
}

describe('a later compose file over an earlier one', () => {
  test.each([
    ['replaces a command', 'command: a b', 'command: [c]', { command: ['c'] }],
    ['keeps a command where it has an empty one', 'command: a b', 'command: []', { command: ['a', 'b'] }],
    ['adds to lists', 'dns: [a]', 'dns: b', { dns: ['a', 'b'] }],
    [
      'adds to a health check’s test',
      'healthcheck: {test: [CMD, a]}',
      'healthcheck: {test: [CMD, b]}',
      { healthcheck: { test: ['CMD', 'a', 'CMD', 'b'] } },
    ],
    ['cannot empty a variable', 'environment: {A: x}', 'environment: ["A=", B]', { environment: { A: 'x', B: null } }],
    ['can empty a label', 'labels: {A: x}', 'labels: ["A="]', { labels: { A: '' } }],
    ['cannot take a yes back', 'init: true', 'init: false', { init: true }],
    ['can say no replicas', 'deploy: {replicas: 2}', 'deploy: {replicas: 0}', { deploy: { replicas: 0 } }],
    [
      'cannot say no delay',
      'deploy: {update_config: {delay: 5s}}',
      'deploy: {update_config: {delay: 0s}}',
      { deploy: { update_config: { delay: '5s' } } },
    ],
    [
      'joins log options of one driver',
      'logging: {driver: d, options: {a: 1}}',
      'logging: {options: {b: 2}}',
      { logging: { driver: 'd', options: { a: '1', b: '2' } } },
    ],
    [
      'takes another log driver whole',
      'logging: {driver: d, options: {a: 1}}',
      'logging: {driver: e}',
      { logging: { driver: 'e' } },
    ],
    [
      'replaces aliases of a network',
      'networks: {n: {aliases: [a]}}',
      'networks: {n: {aliases: [b]}}',
      { networks: { n: { aliases: ['b'] } } },
    ],
    [
      'knows volumes by target and sorts them',
      'volumes: ["vol:/b", "vol:/a"]',
      'volumes: ["two:/b"]',
      {
        volumes: [
          { type: 'volume', source: 'vol', target: '/a' },
          { type: 'volume', source: 'two', target: '/b' },
        ],
      },
    ],
    [
      'knows ports by the published one',
      'ports: ["53:53/udp"]',
      'ports: ["53:54"]',
      { ports: [{ mode: 'ingress', target: 54, published: 53, protocol: 'tcp' }] },
    ],
    [
      'leaves a list that only the later file has as it is',
      'tty: true',
      'secrets: [z, {source: s, target: t}, {source: s, target: u}]',
      { secrets: [{ source: 'z' }, { source: 's', target: 't' }, { source: 's', target: 'u' }] },
    ],
    [
      'knows secrets by source',
      'secrets: [s, {source: s, target: t}]',
      'secrets: [r]',
      { secrets: [{ source: 'r' }, { source: 's', target: 't' }] },
    ],
  ])('%s', (...[, base, over, result]) => {
    expect(merged(base, over)).toMatchObject(result);
  });
});
