import { describe, expect, test } from '@jest/globals';
import { ignoredWords } from '../../src/model/ignored-key.js';
import { KnownError } from '../../src/model/known-error.js';
import { checkCompose } from '../../src/render/check-compose.js';
import { interpolateCompose } from '../../src/render/interpolate-compose.js';
import { parseComposeFile } from '../../src/render/parse-compose-file.js';

function check(text: string, env: Record<string, string> = {}) {
  return checkCompose(interpolateCompose(parseComposeFile('compose.yml', text), env));
}

function mistakes(text: string, env: Record<string, string> = {}): string[] {
  try {
    check(text, env);
    return [];
  } catch (error) {
    if (!(error instanceof KnownError)) throw error;
    expect(error.code).toBe('COMPOSE_INVALID');
    return [error.message, ...error.details];
  }
}

describe('a compose file that docker would not take is refused, naming file and key', () => {
  test.each([
    [
      'services: {app: {imag: x}}',
      'compose.yml: services.app.imag is not a key that docker knows. Did you mean image?',
    ],
    [
      'services: {app: {deploy: {replica: 1}}}',
      'services.app.deploy.replica is not a key that docker knows. Did you mean replicas?',
    ],
    ['sevices: {}', 'sevices is not a key that docker knows. Did you mean services?'],
    ['services: {app: {ports: ["80:x"]}}', 'services.app.ports.0 is no port: 80:x'],
    [
      'services: {app: {ports: [{targt: 80}]}}',
      'services.app.ports.0.targt is not a key that docker knows. Did you mean target?',
    ],
    ['services: {app: {environment: {A: true}}}', 'services.app.environment.A must be'],
    ['services: {app: {volumes: ["vol::b"]}}', 'services.app.volumes.0 is no volume: vol::b'],
    ['services: {app: {command: "a \'b"}}', 'services.app.command has a quote or a backslash that is not ended'],
    ['services: {app: {stop_grace_period: 5}}', 'services.app.stop_grace_period must be text'],
    ['services: {app: {stop_grace_period: 5x}}', 'services.app.stop_grace_period is not a duration like 1m30s'],
    ['services: {app: {extends: {service: b}}}', 'services.app.extends cannot be used in a swarm'],
    ['version: "2"', 'version is not a version that a swarm knows'],
    ['services: {app: {image: "${X?give it}"}}', 'services.app.image needs the variable X: give it'],
    ['services: {app: {image: "a$"}}', 'services.app.image has a $ that begins no variable: a$'],
    ['services: {app: {read_only: "${X}"}}', 'services.app.read_only becomes "", which is not true or false'],
    ['services: [', 'is not YAML that docker can read'],
    ['a: 1\na: 2', 'is not YAML that docker can read'],
    ['', 'a compose file is a mapping of keys'],
  ])('%s', (text, says) => {
    expect(mistakes(text).join('\n')).toContain(says);
  });

  test('tells every mistake of a file at once', () => {
    expect(mistakes('services: {app: {imag: x, commnd: y}, b: {deploy: {x: 1}}}')).toHaveLength(3);
  });

  test('refuses aliases that blow up', () => {
    const levels = Array.from({ length: 12 }, (_, i) => `a${i + 1}: &a${i + 1} [${`*a${i},`.repeat(9)}]`);
    expect(mistakes(`a0: &a0 [x]\n${levels.join('\n')}`)).toEqual([expect.stringContaining('aliases')]);
  });
});

describe('YAML is read as docker reads it', () => {
  test.each([
    ['0555', 365],
    ['0o17', 15],
    ['0x1F', 31],
    ['1_000', 1000],
    ['08', 8],
    ['1.50', 1.5],
    ['yes', 'yes'],
    ['off', 'off'],
    ['True', true],
    ['~', null],
    ['22:22', '22:22'],
    ['2024-02-06', '2024-02-06 00:00:00 +0000 UTC'],
    ['2024-02-06a', '2024-02-06a'],
    ['99999999999999999999', '99999999999999999999'],
    ['"0555"', '0555'],
  ])('%s', (text, value) => {
    expect(parseComposeFile('c', `a: ${text}`).content['a']).toEqual(value);
  });

  test('merges anchors, what stands there itself wins', () => {
    const text = 'x: &x {a: 1, b: 2}\ny: {b: 3, <<: *x}\nz: {<<: [*x, {a: 9, c: 4}]}';
    expect(parseComposeFile('c', text).content).toMatchObject({ y: { a: 1, b: 3 }, z: { a: 1, b: 2, c: 4 } });
  });
});

describe('what a swarm passes over', () => {
  test('is told, with what to do instead', () => {
    const { ignored, compose } = check('services: {app: {image: a, tmpfs: /t, build: ., x-mine: 1}}\nx-all: 1');
    expect(ignored.map(ignoredWords)).toEqual([
      'compose.yml: services.app.tmpfs is ignored: docker drops it without a word; use volumes with type: tmpfs',
      'compose.yml: services.app.build is ignored: a swarm runs images that are built already',
    ]);
    expect(compose.services?.['app']).toEqual({ image: 'a' });
  });
});
