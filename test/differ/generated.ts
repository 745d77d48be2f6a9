import type { ComposeCase } from './compose-case.js';

/** Lines of a service that may stand beside each other, by key. Some are wrong. */
const lines: readonly (readonly string[])[] = [
  ['command: a b "c d"', 'command: [a, "b"]', 'command: ""', 'command: 5'],
  ['entrypoint: ["/x"]', 'entrypoint: a'],
  [
    'environment: [A=1, B]',
    'environment: {A: 1e6, B: , C: "x"}',
    'environment: {A: "", D: 0x1F}',
    'environment: [A=1, A=1]',
  ],
  ['labels: {a: b, c: 5}', 'labels: [a=b, c]', 'labels: {a: true}'],
  [
    'ports: ["80:80", "53:53/udp"]',
    'ports: [{target: 80, published: 8080, mode: host}]',
    'ports: ["80"]',
    'ports: [8080:80]',
  ],
  [
    'ports: ["53:53", "53:53/udp"]',
    'ports: ["8000-8002:80-82"]',
    'ports: ["80:80", "80:80"]',
    'ports: [{target: "80"}]',
  ],
  [
    'volumes: ["vol:/x", "/etc/x:/y:ro"]',
    'volumes: [{type: tmpfs, target: /t}]',
    'volumes: ["vol:/y:nocopy"]',
    'volumes: [vol]',
  ],
  ['volumes: [{type: volume, source: vol, target: /x, volume: {nocopy: true}}]', 'volumes: ["none:/x"]'],
  ['networks: [one]', 'networks: {one: {aliases: [x]}, two: }', 'networks: {two: {aliases: [y], driver_opts: {a: b}}}'],
  ['configs: [c]', 'configs: [{source: c, target: /z, mode: 0440}]', 'configs: [d]'],
  ['secrets: [s]', 'secrets: [{source: s, target: t}, {source: s, target: u}]', 'secrets: [{source: s, uid: 5}]'],
  [
    'healthcheck: {test: a, interval: 10s}',
    'healthcheck: {test: [CMD, a], retries: 3, start_period: 1m}',
    'healthcheck: {disable: true}',
  ],
  ['healthcheck: {start_interval: 1s}', 'healthcheck: {interval: 5}'],
  [
    'deploy: {replicas: 2, labels: {a: b}}',
    'deploy: {mode: global}',
    'deploy: {mode: global, replicas: 1}',
    'deploy: ',
  ],
  [
    'deploy: {update_config: {parallelism: 0, order: start-first}}',
    'deploy: {update_config: {delay: 5s, max_failure_ratio: 0.25}}',
  ],
  [
    'deploy: {resources: {limits: {cpus: "0.5", memory: 64M, pids: 5}}}',
    'deploy: {resources: {reservations: {memory: 1g}}}',
  ],
  [
    'deploy: {restart_policy: {condition: any, max_attempts: 3}}',
    'deploy: {placement: {constraints: [a==b], preferences: [{spread: a}]}}',
  ],
  [
    'deploy: {rollback_config: {parallelism: 1}}',
    'deploy: {endpoint_mode: DNSRR}',
    'deploy: {placement: {max_replicas_per_node: 1}}',
  ],
  ['logging: {driver: a, options: {x: "1", y: 2}}', 'logging: {options: {z: 3}}', 'logging: {driver: b}'],
  ['ulimits: {nofile: 5, nproc: {soft: 1, hard: 2}}', 'ulimits: {nofile: {soft: 1}}', 'ulimits: {NOFILE: 1}'],
  ['sysctls: {a: 1}', 'sysctls: [a=1, b=2]'],
  ['dns: 198.18.0.1', 'dns: [198.18.0.1, 198.18.0.2]', 'dns: [198.18.0.1, 198.18.0.1]'],
  ['dns_search: a', 'dns_search: [a, b]'],
  ['extra_hosts: ["a:198.18.0.1", "b=[::1]"]', 'extra_hosts: {a: 198.18.0.1}'],
  ['cap_add: [NET_ADMIN, all]', 'cap_drop: [cap_chown]', 'cap_add: [a, a]'],
  ['stop_grace_period: 1m30s', 'stop_grace_period: 90', 'stop_signal: SIGINT'],
  ['user: "1000:1000"', 'user: 1000', 'user: ${A}'],
  ['init: true', 'init: ${T}', 'read_only: true', 'tty: yes', 'stdin_open: false'],
  ['hostname: ${A:-x}', 'hostname: "{{.Node.Hostname}}"', 'hostname: ${N:?no}', 'working_dir: /w'],
  ['restart: always', 'restart: "no"', 'restart: on-failure:3'],
  ['depends_on: [b]', 'depends_on: {b: {condition: service_started}}', 'build: .', 'tmpfs: /t', 'x-a: 1', 'nope: 1'],
  ['credential_spec: {file: a}', 'isolation: default', 'expose: [80]', 'links: [b, b]'],
];

const tops: readonly string[] = [
  'networks: {one: , two: {driver: overlay, attachable: true}}',
  'networks: {one: {external: true, name: n}, two: {internal: true, labels: [a=b]}}',
  'networks: {one: {ipam: {config: [{subnet: 10.9.0.0/24}]}}, two: {}}',
];
const others: readonly string[] = [
  'volumes: {vol: }\nconfigs: {c: {external: true}}\nsecrets: {s: {external: true}}',
  'volumes: {vol: {driver: d, driver_opts: {a: 1}}}\nconfigs: {c: {external: true, name: cc}}\nsecrets: {s: {external: {name: ss}}}',
  'volumes: {vol: {external: true}}\nconfigs: {c: {external: true}, d: {external: true}}\nsecrets: {s: {external: true, labels: {a: b}}}',
];
const versions = ['"3.8"', '"3.13"', '"3.3"', '"3.7"', '"3"', '"3.12"'];
const howMany = 1500;

/** Whole files, every second one with another over it; the same ones for ever. */
export function generatedCases(): ComposeCase[] {
  const choose = chooser(20261130);
  return Array.from({ length: howMany }, (_, i) => {
    const version = choose(versions);
    const files = Array.from({ length: 1 + (i % 2) }, (_none, at) => fileOf(choose, { version, isFirst: at === 0 }));
    return { name: `generated ${i}`, files, env: { A: 'a', T: 'true' } };
  });
}

type Choose = <T>(from: readonly T[]) => T;

function fileOf(choose: Choose, { version, isFirst }: { readonly version: string; readonly isFirst: boolean }): string {
  const services = ['web', 'b'].map((name) => {
    const keys = new Map<string, string>();
    for (let left = choose([1, 2, 4, 6]); left > 0; left -= 1) {
      const line = choose(choose(lines));
      keys.set(line.split(':', 1)[0] ?? '', line);
    }
    const body = [...(isFirst ? ['image: box:1'] : []), ...keys.values()];
    return `  ${name}:\n${body.map((line) => `    ${line}\n`).join('')}`;
  });
  const top = isFirst || choose([true, false, false]) ? `${choose(tops)}\n${choose(others)}\n` : '';
  return `version: ${version}\nservices:\n${services.join('')}${top}`;
}

/** Chooses by a linear congruential generator. */
function chooser(seed: number): Choose {
  let state = seed;
  return (from) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return from[Math.floor((state / 2 ** 32) * from.length)] as (typeof from)[number];
  };
}
