import { expect, test } from '@jest/globals';
import { ignoredWords } from '../../src/model/ignored-key.js';
import { checkCompose } from '../../src/render/check-compose.js';
import { findMergeLosses } from '../../src/render/find-merge-losses.js';
import { loadCompose } from '../../src/render/load-compose.js';
import { parseComposeFile } from '../../src/render/parse-compose-file.js';

/** What is lost where the service `a` of a second file lies over that of a first one. */
function losses(base: string, over: string, top: readonly [string, string] = ['', '']): string[] {
  const files = [base, over].map((text, i) => {
    const source = parseComposeFile(`${i}.yml`, `services: {a: {image: x, ${text}}}\n${top[i] ?? ''}`);
    return { file: `${i}.yml`, compose: loadCompose(checkCompose(source), { folder: '.', files: new Map(), env: {} }) };
  });
  return findMergeLosses(files).map((loss) => ignoredWords(loss));
}

test.each([
  [
    'tcp and udp on one published port',
    'ports: ["8443:443"]',
    'ports: ["8443:443/udp"]',
    ['ports: 8443:443/tcp is lost'],
  ],
  [
    'both in one file that another one touches',
    'ports: ["53:53", "53:53/udp"]',
    'tty: true',
    ['ports: 53:53/tcp is lost'],
  ],
  ['ports that are not published', 'ports: ["80", "81"]', 'ports: ["90"]', ['ports: 80/tcp', 'ports: 81/tcp']],
  [
    'one secret at two targets',
    'secrets: [{source: s, target: x}, {source: s, target: y}]',
    'tty: true',
    ['secrets: s at x is lost'],
  ],
  [
    'a config that moves',
    'configs: [{source: c, target: /x}]',
    'configs: [{source: c, target: /y}]',
    ['configs: c at /x'],
  ],
  [
    'two mounts at one target of one file',
    'volumes: ["vol:/x", "new:/x"]',
    'tty: true',
    ['volumes: vol at /x is lost'],
  ],
  [
    'an alias',
    'networks: {n: {aliases: [one]}}',
    'networks: {n: {ipv4_address: 198.18.0.2}}',
    ['networks.n.aliases: one'],
  ],
  [
    'options for a network',
    'networks: {n: {aliases: [one]}}',
    'networks: {n: {aliases: [one], driver_opts: {a: b}}}',
    ['networks.n.driver_opts'],
  ],
  ['a no over a yes', 'init: true', 'init: false', ['a.init of this file is lost']],
  ['an emptied variable', 'environment: {A: x}', 'environment: {A: ""}', ['a.environment.A of this file is lost']],
  [
    'a health check',
    'healthcheck: {test: [CMD, a]}',
    'healthcheck: {test: [CMD, b]}',
    ['a.healthcheck.test is appended'],
  ],
])('says that docker loses %s', (...[, base, over, says]) => {
  const lost = losses(base, over);
  expect(lost).toEqual(says.map((one) => expect.stringContaining(one)));
});

test('names the later file', () => {
  expect(losses('init: true', 'init: false')).toEqual([
    '1.yml: services.a.init of this file is lost: docker lets a later file neither empty nor undo it',
  ]);
});

test('says which options of a volume a later file drops', () => {
  const top = ['volumes: {v: {driver: nfs, name: w}}', 'volumes: {v: {name: w}}'] as const;
  expect(losses('tty: true', 'tty: true', top)).toEqual([
    '1.yml: volumes.v.driver is lost: docker takes the block of the later file alone',
  ]);
});

test.each([
  ['ports: ["8080:80"]', 'ports: ["8080:81"]'],
  ['secrets: [s]', 'secrets: [s]'],
  ['volumes: ["vol:/x"]', 'volumes: ["new:/x"]'],
  ['environment: {A: x}', 'environment: {A: y, B: z}'],
  ['deploy: {replicas: 2}', 'deploy: {replicas: 0}'],
  ['networks: [n]', 'networks: {n: {aliases: [a]}}'],
  ['command: a', 'command: b'],
])('what a later file replaces is not lost: %s, %s', (base, over) => expect(losses(base, over)).toEqual([]));
