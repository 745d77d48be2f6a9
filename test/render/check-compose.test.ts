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
    ['services: {app: {stop_grace_period: 5}}', 'services.app.stop_grace_period must be a string'],
    ['services: {app: {stop_grace_period: 5x}}', 'services.app.stop_grace_period is not a duration like 1m30s'],
    ['services: {app: {extends: {service: b}}}', 'services.app.extends cannot be used in a swarm'],
    ['version: "2"', 'version is not a version that a swarm knows'],
    ['services: {app: {image: "${X?give it}"}}', 'services.app.image needs the variable X: give it'],
    ['services: {app: {image: "a$"}}', 'services.app.image has a $ that begins no variable: a$'],
    ['services: {app: {read_only: "${X}"}}', 'services.app.read_only becomes "", which is not true or false'],
    ['services: [', 'is not YAML that docker can read'],
    ['a: 1\na: 2', 'is not YAML that docker can read'],
    ['', 'a compose file is a mapping of keys'],
    ['services: {app: {ports: [{target: 80, published: "8080"}]}}', 'services.app.ports.0.published must be a integer'],
    ['services: {app: {depends_on: {db: {condition: x}}}}', 'services.app.depends_on must be a list'],
    ['services: {app: {dns: [1.1.1.1, 1.1.1.1]}}', 'services.app.dns.1 stands twice in its list: 1.1.1.1'],
    ['services: {app: {ports: ["80:80", "80:80"]}}', 'services.app.ports.1 stands twice in its list: 80:80'],
    ['services: {app: {environment: ["A=1", "A=1"]}}', 'services.app.environment.1 stands twice'],
    ['services: {app: {cap_add: [A, A]}}', 'services.app.cap_add.1 stands twice'],
    ['services: {app: {image: 2024-02-06}}', 'services.app.image must be a string, not a date'],
    ['services: {app: {healthcheck: {retries: 1e30}}}', 'services.app.healthcheck.retries: Too big'],
    ['services: {app: {configs: [{source: c, mode: 0o40000000000}]}}', 'services.app.configs.0.mode: Too big'],
    ['services: {app: {ports: [{target: 1, published: 9007199254740993}]}}', 'services.app.ports.0.published: Too big'],
    ['services: {app: {ports: [80.0]}}', 'services.app.ports.0 must be a integer'],
    ['services: {app: {ulimits: {nofile: 1e3}}}', 'services.app.ulimits.nofile must be a integer'],
    ['services: {app: {deploy: {update_config: {order: x}}}}', 'order must be one of start-first, stop-first'],
    ['services: {app: {ulimits: {nofile: {soft: 1}}}}', 'services.app.ulimits.nofile needs hard'],
    ['services: {app: {volumes: [{target: /x}]}}', 'services.app.volumes.0 needs type'],
    ['version: 3.8\nservices: {}', 'version must be a string'],
    ['version: "3.14"', 'version is not a version that a swarm knows: 3.14'],
    ['version: "${X}"', 'version is not a version that a swarm knows: ${X}'],
  ])('%s', (text, says) => {
    expect(mistakes(text).join('\n')).toContain(says);
  });

  test('tells every mistake of a file at once', () => {
    expect(mistakes('services: {app: {imag: x, commnd: y}, b: {deploy: {x: 1}}}')).toHaveLength(3);
  });

  test.each([
    ['3.8', 'services: {app: {oom_score_adj: 5}}', 'services.app.oom_score_adj', '3.13'],
    ['3.8', 'services: {app: {healthcheck: {start_interval: 1s}}}', 'services.app.healthcheck.start_interval', '3.12'],
    ['3.8', 'services: {app: {deploy: {resources: {limits: {pids: 1}}}}}', 'resources.limits.pids', '3.9'],
    ['3.3', 'services: {app: {init: true}}', 'services.app.init', '3.7'],
    ['3.3', 'services: {app: {x-mine: 1}}', 'services.app.x-mine', '3.7'],
    ['3.0', 'services: {app: {secrets: [a]}}', 'services.app.secrets', '3.1'],
    ['3.3', 'networks: {a: {name: b}}', 'networks.a.name', '3.5'],
    ['3.1', 'configs: {a: {file: b}}', 'configs', '3.3'],
  ])('a file of version %s that has what is newer: %s', (...[version, text, key, came]) => {
    const says = `${key} is newer than version ${version} of compose files: it came with ${came}`;
    expect(mistakes(`version: "${version}"\n${text}`).join()).toContain(says);
    expect(mistakes(`version: "${came}"\n${text}`)).toEqual([]);
  });

  test('says what to write instead', () => {
    const ways = (text: string) => {
      try {
        return check(text);
      } catch (error) {
        return (error as KnownError).tryThis;
      }
    };
    expect(ways('services: {app: {ports: [{published: "8080"}]}}')).toEqual(['write it without quotes: 8080']);
    expect(ways('services: {app: {user: 1000}}')).toEqual(['put it in quotes: "1000"']);
    expect(ways('version: "3.8"\nservices: {app: {oom_score_adj: 5}}')).toEqual([
      'write version: "3.13" in every compose file of the recipe, or leave oom_score_adj out',
    ]);
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
    ['1.50', 1.5],
    ['yes', 'yes'],
    ['off', 'off'],
    ['True', true],
    ['~', null],
    ['22:22', '22:22'],
    ['2024-02-06a', '2024-02-06a'],
    ['"0555"', '0555'],
  ])('%s', (text, value) => {
    expect(parseComposeFile('c', `a: ${text}`).content['a']).toEqual(value);
  });

  test.each([
    ['1e6', '1e+06'],
    ['08', '8'],
    ['1.0', '1'],
    ['1234567.5', '1.2345675e+06'],
    ['0.00001', '1e-05'],
    ['-0.0', '-0'],
    ['18446744073709551615', '18446744073709551615'],
    ['99999999999999999999', '1e+20'],
    ['2024-02-06', '2024-02-06 00:00:00 +0000 UTC'],
    ['2024-06-15T10:20:30Z', '2024-06-15 10:20:30 +0000 UTC'],
    ['2024-06-15T10:20:30.50+02:00', '2024-06-15 10:20:30.5 +0200 +0200'],
    ['2024-02-30', '2024-02-30'],
    ['!!str 0555', '0555'],
    ['!!binary aGk=', 'hi'],
    ['!mine 5', '5'],
  ])('%s as a variable is sent as %s', (text, sent) => {
    const { compose } = check(`services: {app: {environment: {A: ${text}}}}`);
    expect(compose.services?.['app']?.environment).toEqual({ A: sent });
  });

  test('a number is a number where one is wanted, however it is written', () => {
    const { compose } = check('services: {app: {deploy: {replicas: 2.0}, healthcheck: {retries: 1e1}}}');
    expect(compose.services?.['app']).toMatchObject({ deploy: { replicas: 2 }, healthcheck: { retries: 10 } });
  });

  test.each([
    ['services: {app: {environment: {1: a}}}', 'the key 1 is no text: put it in quotes'],
    ['x-a: {true: a}', 'the key true is no text: put it in quotes'],
    ['x-a: {2024-01-01: a}', 'the key 2024-01-01 is no text'],
    ['x-a: &a {b: 1}\nx-b:\n  <<: *a\n  <<: *a', '<< stands twice in one mapping'],
    ['x-a: &a [{b: 1}]\nx-b: {<<: *a}', '<< takes a mapping, or a list of mappings'],
    ['services: &s\n  app: {image: x, labels: *s}', "anchor 's' value contains itself"],
    ['x-a: *nope', 'no anchor nope stands before'],
    ['x-a: .inf', '.inf is no number to docker'],
    ['x-a: !!int b', 'b does not fit its tag'],
    ['%YAML 1.2\n---\nx-a: 1', 'docker reads YAML 1.1 alone'],
    ['x-a: "\u0001"', 'the control character U+0001 is not allowed'],
    ['x-a:\n  -\t1', 'a tab stands where only spaces may'],
    ['x-a:\n\t# c\n  b: 1', 'a tab stands where only spaces may'],
    ['x-a: b\n\t\nx-c: d', 'a tab stands where only spaces may'],
    ['x-a: |\n  \ta\n  b', 'a tab stands where only spaces may'],
    ['x-a: "b\\/c"', 'a / needs no backslash in front'],
    ['x-a: [!b]', 'a tag needs a space behind it'],
    ['x-a: {!mine b: c}', 'the key b is no text'],
    ['services: {app: {environment: [2024-01-01]}}', 'services.app.environment.0 must be a string, not a date'],
    ['x-a: {b:}', 'within brackets a colon needs a space behind it'],
    ['x-a: [b?c]', 'within brackets, text with ?'],
  ])('what docker cannot read is refused: %j', (text, says) => {
    expect(mistakes(text)).toEqual([expect.stringContaining(says)]);
  });

  test.each([
    'x-a:\tb',
    'x-a: b\t# c',
    'x-a: {\tb: 1 }',
    'x-a: |\n  b\n  \tc',
    'x-a: "b\n  \tc"',
    'x-a: b?c',
    'x-a: b\n  \t c',
  ])('what docker reads is read: %j', (text) => expect(mistakes(text)).toEqual([]));

  test('a lone carriage return ends a line', () => {
    expect(parseComposeFile('c', 'a: 1\rb: 2\r').content).toEqual({ a: 1, b: 2 });
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

test('says which texts are read as dates', () => {
  const { ignored } = check('services: {app: {image: a, environment: {D: 2024-01-01}}}');
  expect(ignored.map(ignoredWords)).toEqual([
    "compose.yml: services.app.environment.D is read as a date: put it in quotes: docker's client from 29 on refuses it",
  ]);
});

describe('depends_on in the form of docker compose', () => {
  const text = 'services: {app: {image: a, depends_on: {db: {condition: service_healthy}}}}';
  test('is passed over by tend, which says what docker’s client does', () => {
    const { ignored } = checkCompose(parseComposeFile('compose.yml', text), 'tend');
    expect(ignored).toEqual([
      expect.objectContaining({
        what: 'services.app.depends_on',
        refusedByDocker: 'services.app.depends_on must be a list',
      }),
    ]);
  });
});
