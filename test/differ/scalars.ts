import type { ComposeCase } from './compose-case.js';

/** Scalars of every kind, as they stand in a file. */
const scalars: readonly string[] = [
  ...['0', '-0', '+1', '7', '-7', '0555', '0o17', '-0o17', '0O17', '0b101', '-0b11', '0x1F', '0X1f', '-0x1f', '+0x1F'],
  ...['1_000', '0x_1', '0_7', '1__0', '_1', '1_', '08', '09', '0x', '0b2', '0o8', '00', '012', '1 2'],
  ...['9007199254740993', '9223372036854775807', '9223372036854775808', '-9223372036854775808', '-9223372036854775809'],
  ...['18446744073709551615', '18446744073709551616', '99999999999999999999', '0xFFFFFFFFFFFFFFFF', '0x10000000000000000'],
  ...['0.5', '.5', '5.', '+.5', '-.5', '1.50', '1e3', '1E3', '1e+3', '1e-3', '1e6', '1e-7', '1.5e300', '1e400', '-1e400'],
  ...['80.0', '100000.0', '1000000.0', '1234567.5', '0.0001', '0.00001', '-0.0', '012e3', '1e', 'e1', '.e1', '1.2.3', '1_0.5'],
  ...['.inf', '-.inf', '+.Inf', '.INF', '.nan', '.NaN', '.NAN', 'inf', 'nan', '.infinity'],
  ...['true', 'True', 'TRUE', 'tRUE', 'false', 'False', 'FALSE', 'yes', 'Yes', 'no', 'NO', 'on', 'Off', 'y', 'N'],
  ...['null', 'Null', 'NULL', 'nULL', '~', '', '""', "''", '~a'],
  ...['2024-01-01', '2024-1-1', '2024-02-30', '2024-13-01', '0000-01-01', '2024-01-01T10:20:30Z', '2024-01-01t1:2:3Z'],
  ...['2024-01-01 10:20:30', '2024-01-01  10:20:30.5', '2024-01-01T10:20:30.123456789+02:00', '2024-01-01T10:20:30'],
  ...['2024-01-01T24:00:00Z', '2024-01-01 10:20:30 Z', '24-01-01', '2024-01', '2024-01-01T10:20:30-00:00'],
  ...['1:30', '22:22', '1:30:00', '190:20:30.15', '60:60', '-1:30'],
  ...['a', 'a b', 'a: b', 'a:b', 'a #b', 'a#b', '"a"', "'a'", '"0555"', "'yes'", '"1e6"', "'2024-01-01'", '"a\\tb"', '"\\x41"'],
  ...['"\\u00e9"', '"a\\', "'it''s'", '"a\\/b"', '"\\e"', '"\\q"', 'é', '😀', '\u00a0', 'a\u200bb', '\ufeffa'],
  ...['-', '- a', '-a', '?', '? a', '?a', ':', ':a', ': a', ',', ',a', '[', ']', '{', '}', '&', '*', '!', '|', '>', '%', '@', '`'],
  ...['%a', '@a', '`a`', '!a', '&a', '&a b', '*a', '|a', '>a', '#a', '=', '<<', '---', '...', '--- a'],
  ...['!!str 5', '!!str', '!!int "5"', '!!int 0x10', '!!int 5.0', '!!int a', '!!float 5', '!!float a', '!!bool true'],
  ...['!!bool yes', '!!null ""', '!!null a', '!!timestamp 2024-01-01', '!!timestamp "2024-01-01"', '!!timestamp a'],
  ...['!!binary aGk=', '!!binary a', '!mine 5', '!mine', '! 5', '!!mine 5', '!<tag:yaml.org,2002:str> 5', '!<x> 5'],
  ...['|\n      a\n      b', '>\n      a\n      b', '|-\n      5', '>-\n      true', '|+\n      a\n\n', '|2\n        a'],
  ...['"a\n      b"', "'a\n\n      b'", 'a\n      b', '5\n      6'],
  ...['$$', '$$A', 'a$', '${A}', '${B:-5}', '${B-}', '${A:?x}'],
  ...['64M', '1.5g', '10s', '1m30s', '8080:80', '127.0.0.1:80:80', '80/udp', 'vol:/x', '/x', './x', 'A=1', 'a=b', 'host:1.2.3.4'],
];

/** Every place where a scalar may stand: `@` is the scalar, in a service unless it stands at the beginning of a line. */
const places: readonly string[] = [
  ...['image: @', 'hostname: @', 'user: @', 'command: @', 'entrypoint: @', 'tty: @', 'init: @', 'read_only: @'],
  ...['restart: @', 'stop_grace_period: @', 'stop_signal: @', 'oom_score_adj: @', 'working_dir: @', 'isolation: @'],
  ...['environment:\n  E: @', 'environment:\n  - @', 'labels:\n  l: @', 'labels:\n  - @', 'sysctls:\n  s: @'],
  ...['extra_hosts:\n  h: @', 'extra_hosts:\n  - @', 'dns: @', 'dns:\n  - @', 'dns_search: @', 'cap_add:\n  - @'],
  ...['ports:\n  - @', 'ports:\n  - target: @', 'ports:\n  - {target: 1, published: @}', 'ports:\n  - {target: 1, mode: @}'],
  ...['volumes:\n  - @', 'volumes:\n  - {type: tmpfs, target: /x, tmpfs: {size: @}}'],
  ...['volumes:\n  - type: volume\n    target: @', 'volumes:\n  - type: volume\n    target: /x\n    read_only: @'],
  ...['ulimits:\n  nofile: @', 'ulimits:\n  nofile: {soft: @, hard: 5}', 'configs:\n  - source: c\n    mode: @'],
  ...['configs:\n  - source: c\n    uid: @', 'logging:\n  driver: x\n  options:\n    o: @', 'logging:\n  driver: @'],
  ...['healthcheck:\n  test: @', 'healthcheck:\n  retries: @', 'healthcheck:\n  interval: @', 'healthcheck:\n  disable: @'],
  ...['deploy:\n  replicas: @', 'deploy:\n  mode: @', 'deploy:\n  labels:\n    l: @', 'deploy:\n  endpoint_mode: @'],
  ...['deploy:\n  update_config:\n    parallelism: @', 'deploy:\n  update_config:\n    max_failure_ratio: @'],
  ...['deploy:\n  update_config:\n    delay: @', 'deploy:\n  resources:\n    limits:\n      memory: @'],
  ...['deploy:\n  resources:\n    limits:\n      cpus: @', 'deploy:\n  resources:\n    limits:\n      pids: @'],
  ...['deploy:\n  placement:\n    constraints:\n      - @', 'deploy:\n  restart_policy:\n    max_attempts: @'],
  ...['networks:\n  - @', 'networks:\n  c:\n    aliases:\n      - @', 'networks:\n  c:\n    ipv4_address: @'],
  ...['environment: {E: @}', 'command: [@]', 'environment:\n  @: 1', 'depends_on:\n  - @', 'x-a: @', 'build: @'],
];

/** Every scalar in every place: what is not in a form that stands there is part of the question. */
export function scalarCases(): ComposeCase[] {
  return places.flatMap((place) =>
    scalars.map((scalar) => ({
      name: `${place} = ${scalar}`,
      files: [fileWith(place, scalar)],
      env: { A: '5' },
    })),
  );
}

function fileWith(place: string, scalar: string): string {
  const lines = place.replace('@', () => scalar).split('\n');
  const service = lines.map((line) => `    ${line}\n`).join('');
  return `version: "3.13"\nservices:\n  web:\n    image: box:1\n${service}networks:\n  c: {}\nconfigs:\n  c: {external: true}\nvolumes:\n  vol: {}\n`.replace(
    /image: box:1\n(?= {4}image:)/,
    '',
  );
}
