import { describe, expect, test } from '@jest/globals';
import { KnownError } from '../../../src/model/known-error.js';
import { renderApp } from '../../../src/render/render-app.js';
import { appOf, recipeOf } from '../support/recipe-of.js';

/** All that is said of a compose file whose service `app` has these lines. */
function refusal(service: string, more = '', stack = 'wiki_example_org'): string {
  const text = `version: "3.8"\nservices:\n  app: {image: "box:1", ${service}}\n${more}`;
  try {
    renderApp(recipeOf({ 'compose.yml': text, long: 'x'.repeat(1_024_000) }), appOf({ stack }));
    return '';
  } catch (error) {
    if (!(error instanceof KnownError)) throw error;
    expect(error.code).toBe('COMPOSE_INVALID');
    return [error.message, ...error.details].join('\n');
  }
}

describe('what every engine refuses is refused while planning, naming the key', () => {
  test.each([
    ['', '  wazuh.worker: {image: box}', 'services.wazuh.worker cannot be the name of a service of a swarm'],
    ['', '  a_: {image: box}', 'services.a_ cannot be the name'],
    ['networks: {meet.jitsi: {}}', 'networks: {meet.jitsi: {}}', 'networks.meet.jitsi cannot be the name of a network'],
    ['networks: [a]', 'networks: {a: {name: "my net"}}', 'networks.my net cannot be the name'],
    ['configs: [a]', 'configs: {a: {file: long, name: "-a"}}', 'configs.-a cannot be the name of a config'],
    ['networks: [inner]', 'networks: {inner: {driver: bridge}}', 'networks.inner has the driver bridge'],
    ['networks: [inner]', 'networks: {inner: {driver: macvlan}}', 'networks.inner has the driver macvlan'],
    ['networks: [inner]', 'networks: {inner: {driver: host}}', 'networks.inner has the driver host'],
    ['networks: [inner]', 'networks: {inner: {name: host}}', 'networks.host is named host'],
    [
      'networks: [n]',
      'networks: {n: {ipam: {config: [{subnet: 10.0.0.0}]}}}',
      'has the subnet 10.0.0.0, which is none',
    ],
    ['ports: ["80:80"], deploy: {endpoint_mode: dnsrr}', '', 'services.app.ports cannot publish ports for all'],
    ['ports: ["80:80", "80:81"]', '', 'services.app.ports publishes 80/tcp twice'],
    ['ports: ["80:80"]', '  b: {image: box, ports: ["80:81"]}', 'services.b.ports publishes 80/tcp as app does'],
    ['deploy: {resources: {limits: {memory: 1M}}}', '', 'deploy.resources.limits.memory is less than a swarm takes'],
    ['deploy: {resources: {limits: {cpus: "0.0001"}}}', '', 'deploy.resources.limits.cpus is less than a swarm takes'],
    ['deploy: {restart_policy: {condition: always}}', '', 'restart_policy.condition is always, which a swarm does not'],
    ['deploy: {restart_policy: {delay: "-1s"}}', '', 'restart_policy.delay is less than nothing'],
    ['deploy: {update_config: {failure_action: stop}}', '', 'update_config.failure_action is stop'],
    ['deploy: {update_config: {max_failure_ratio: 2}}', '', 'max_failure_ratio is not between 0 and 1'],
    ['deploy: {endpoint_mode: dns}', '', 'services.app.deploy.endpoint_mode is dns'],
    ['deploy: {mode: global-job, update_config: {}}', '', 'update_config cannot stand beside the mode of a job'],
    ['deploy: {placement: {constraints: [node.role=manager]}}', '', 'constraints has node.role=manager, which is none'],
    ['volumes: ["one:/x", "two:/x"]', 'volumes: {one: {}, two: {}}', 'services.app.volumes has two at /x'],
    ['volumes: ["data:relative"]', 'volumes: {data: {}}', 'services.app.volumes mounts at relative'],
    ['volumes: [{type: image, source: box, target: /x}]', '', 'has a mount of type image'],
    [
      'configs: [{source: a, target: /x}, {source: b, target: /x}]',
      both('configs'),
      'services.app.configs has two at /x',
    ],
    ['configs: [a]', 'configs: {a: {file: long}}', 'configs.a has 1024000 bytes: a swarm takes less than 1024000'],
    ['healthcheck: {interval: 10us}', '', 'services.app.healthcheck.interval is shorter than a swarm takes'],
  ])('%s %s', (service, more, says) => expect(refusal(service, more)).toContain(says));

  test.each(['Wiki', 'a//b', 'a:b:c', 'a@sha256:00', ':1'])('the image %s', (image) =>
    expect(refusal('tty: true', `  b: {image: "${image}"}`)).toContain('services.b.image is'),
  );

  test('a stack whose name cannot begin other names', () => {
    expect(refusal('tty: true', '', 'wiki.example')).toContain('the stack’s name'.replace('’', "'"));
  });

  test('tells everything at once', () => {
    const says = refusal('volumes: ["/x", "/x"], deploy: {endpoint_mode: x}', '  a.b: {image: box}');
    expect(says.split('\n')).toHaveLength(3);
  });
});

describe('what an engine takes is taken', () => {
  test('a stack whose name abra cut behind a _', () => {
    expect(refusal('tty: true', '', 'a-very-long-name-of-a-garden-in-the-north_s2_')).toBe('');
  });

  test.each([
    ['tty: true', '  a-b_c: {image: "registry.example.org:5000/a/b_c:v1.2-x"}'],
    ['ports: [{target: 80, published: 80, mode: host}], deploy: {endpoint_mode: dnsrr}', ''],
    ['ports: ["53:53", "53:53/udp"]', ''],
    [
      'ports: [{target: 80, published: 80, mode: host}]',
      '  b: {image: box, ports: [{target: 80, published: 80, mode: host}]}',
    ],
    ['networks: [a]', 'networks: {a: {external: true, name: host}}'],
    ['networks: [a]', 'networks: {a: {driver: weave, ipam: {config: [{subnet: "fd00::/64"}]}}}'],
    ['deploy: {placement: {constraints: ["node.labels.disk != ssd", "node.role==manager"]}}', ''],
    ['volumes: [{type: cluster, source: "group:fast", target: /x}]', ''],
    ['deploy: {resources: {limits: {memory: 4M, cpus: "0.001"}}, restart_policy: {condition: none}}', ''],
  ])('%s %s', (service, more) => expect(refusal(service, more)).toBe(''));
});

function both(section: string): string {
  return `${section}: {a: {external: true, name: a_v1}, b: {external: true, name: b_v1}}`;
}
