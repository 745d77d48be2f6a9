import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { readFile } from 'node:fs/promises';
import { cutCable, healCable } from '../../src/lab/cable.js';
import { putImages } from '../../src/lab/put-images.js';
import { makeSmallImage } from '../../src/lab/make-small-image.js';
import { Secret } from '../../src/model/secret.js';
import type { Raw } from '../../src/tools/docker.js';
import { useLab } from './support/lab.js';
import { makeReach, startSshd, type Reach } from './support/reach.js';

const image = 'example.org/app:1';
const fixture = useLab({ nodes: 2, registries: ['example.org'] });
let reach: Reach;

beforeEach(async () => {
  reach = await makeReach(fixture);
});
afterEach(() => reach.close());

describe('one ssh connection a node', () => {
  test('is used again until it is closed, and made anew after that', async () => {
    const node = reach.wanted(fixture.node(1));
    const [first, second] = await Promise.all([reach.nodes.connect(node), reach.nodes.connect(node)]);
    expect(second).toBe(first);
    await first.close();
    const third = await reach.nodes.connect(node);
    expect(third).not.toBe(first);
    expect((await third.docker.info())['Name']).toBe(fixture.node(1).name);
  });

  test('goes by the docker program where sshd does not forward sockets, and says so', async () => {
    const port = await startSshd(fixture, 1, 'AllowStreamLocalForwarding=no');
    await reach.with(reach.wanted(fixture.node(1), { port }), async ({ docker }) => {
      expect(docker.transport).toBe('dial-stdio');
      const answers = await Promise.all(Array.from({ length: 20 }, () => docker.info()));
      expect(answers).toHaveLength(20);
    });
  });

  test.each(['yes', 'no'])('does with two sessions, forwarding %s', async (forwarding) => {
    const lines = ['MaxSessions=2', `AllowStreamLocalForwarding=${forwarding}`];
    const port = await startSshd(fixture, 1, ...lines);
    await reach.with(reach.wanted(fixture.node(1), { port }), async ({ docker }) => {
      const asked = Array.from({ length: 12 }, () => docker.networks());
      expect((await Promise.all(asked)).every((networks) => networks.length > 0)).toBe(true);
      expect(await docker.freeBytes()).toBeGreaterThan(1e6);
      const memory = await docker.freeMemory();
      if (forwarding === 'yes') expect(memory?.free).toBeGreaterThan(1e6);
      else expect(memory).toBeUndefined();
    });
  });

  test('lets twenty connect to one sshd at once, though it drops callers (MaxStartups)', async () => {
    const port = await startSshd(fixture, 1, 'MaxStartups=3:30:8');
    const nodes = Array.from({ length: 20 }, (_, index) =>
      reach.wanted(fixture.node(1), { port, name: `node${index}` }),
    );
    const connected = await Promise.allSettled(nodes.map((node) => reach.nodes.connect(node, { timeoutMs: 60_000 })));
    expect(connected.map((one) => one.status)).toEqual(nodes.map(() => 'fulfilled'));
  });

  test('ends with a sentence when the cable is cut in the middle of a request', async () => {
    const { docker } = await reach.nodes.connect(reach.wanted(fixture.node(2)));
    const listening = (async () => {
      for await (const event of docker.events(new AbortController().signal)) void event;
    })();
    const ended = expect(listening).rejects.toMatchObject({ code: 'NODE_UNREACHABLE' });
    await docker.info();
    await cutCable(fixture.tools, fixture.node(2).cable);
    try {
      await expect(docker.services()).rejects.toMatchObject({ code: 'NODE_UNREACHABLE' });
      await ended;
    } finally {
      await healCable(fixture.tools, fixture.node(2).cable);
    }
    const again = await reach.nodes.connect(reach.wanted(fixture.node(2)));
    expect((await again.docker.info())['Name']).toBe(fixture.node(2).name);
  });

  test('reaches the socket of this machine without ssh', async () => {
    const node = { name: 'here', host: 'local', socket: await fixture.socket(1), at: { file: 'region.yml' } };
    await reach.with(node, async ({ docker }) => {
      expect(docker.transport).toBe('local');
      expect((await docker.info())['Name']).toBe(fixture.node(1).name);
    });
    const nowhere = reach.nodes.connect({ ...node, socket: '/run/nix.sock' });
    await expect(nowhere).rejects.toMatchObject({ code: 'DOCKER_MISSING' });
  });
});

describe('images, logs and programs', () => {
  beforeEach(() => putImages(fixture.tools, fixture.lab, [makeSmallImage(image, { kind: 'ok' })]));

  test('resolves a digest, pulls by it, and names image and registry where that fails', async () => {
    await reach.with(reach.wanted(fixture.node(1)), async ({ docker }) => {
      const { digest, platforms } = await docker.resolveImage(image);
      expect(platforms).toEqual([{ OS: 'linux', Architecture: expect.any(String) }]);
      expect(digest).toMatch(/^sha256:[0-9a-f]{64}$/);
      await docker.pullImage(`${image}@${digest}`);
      expect(await docker.image(`example.org/app@${digest}`)).toBeDefined();
      const said: string[] = [];
      await expect(docker.pullImage('example.org/nix:1', undefined, (says) => said.push(says))).rejects.toMatchObject({
        code: 'IMAGE_PULL_FAILED',
        message: 'the image example.org/nix:1 could not be pulled from example.org',
      });
      await expect(docker.resolveImage('example.org/nix:1')).rejects.toMatchObject({ name: 'DockerError' });
    });
  });

  test('gives last log lines, follows them, and runs a program with standard input', async () => {
    await reach.with(reach.wanted(fixture.node(1)), async ({ docker }) => {
      const Args = ['-c', 'for i in 1 2 3; do echo line $i; done; echo oops >&2; exec sleep 99'];
      const ContainerSpec = { Image: image, Command: ['sh'], Args };
      const id = await docker.createService({ Name: 'talks', Labels: {}, TaskTemplate: { ContainerSpec } });
      const container = await firstContainer(() => docker.containers({ service: 'talks' }));
      const lines = await until(async () => {
        const got = await docker.logLines({ service: id }, 10);
        return got.length >= 4 ? got : undefined;
      });
      expect([...lines].sort()).toEqual(['line 1', 'line 2', 'line 3', 'oops']);
      const stop = new AbortController();
      for await (const line of docker.followLogs({ service: id }, 1, stop.signal)) {
        expect(lines).toContain(line);
        stop.abort();
      }
      const done = await docker.exec(container, ['sh', '-c', 'wc -c; exit 3'], 'twelve bytes');
      expect(done).toEqual({ exitCode: 3, output: expect.stringMatching(/^\s*12\s*$/) as unknown });
      await docker.removeService(id);
    });
  });

  test('outlives streams that are given up while they still come', async () => {
    await reach.with(reach.wanted(fixture.node(1)), async ({ docker }) => {
      const ContainerSpec = { Image: image, Command: ['sh', '-c', 'while :; do echo more; done'], StopGracePeriod: 0 };
      const id = await docker.createService({ Name: 'chatty', Labels: {}, TaskTemplate: { ContainerSpec } });
      await firstContainer(() => docker.containers({ service: 'chatty' }));
      for (let round = 0; round < 10; round++) {
        const stop = new AbortController();
        for await (const line of docker.followLogs({ service: id }, 100_000, stop.signal)) {
          expect(line).toBe('more');
          stop.abort();
        }
        expect((await docker.info())['Name']).toBe(fixture.node(1).name);
      }
      await docker.removeService(id);
    });
  });

  test("keeps a registry's password out of what DEBUG prints", async () => {
    const script = new URL('support/debug-auth.ts', import.meta.url).pathname;
    const socket = await fixture.socket(1);
    const env = { DEBUG: '*', SOCKET: socket };
    const done = await fixture.tools.programs.run('node', ['--import', 'tsx', script], { env });
    expect(done).toMatchObject({ exitCode: 0, stdout: 'asked' });
    const password = new Secret('hunter2hunter2').reveal();
    for (const form of [password, Buffer.from(password).toString('base64').slice(0, 12)])
      expect(done.stdout + done.stderr).not.toContain(form);
    expect(await readFile(script, 'utf8')).toContain(password);
  });
});

async function firstContainer(list: () => Promise<Raw[]>): Promise<string> {
  return until(async () => (await list())[0]?.['Id'] as string | undefined);
}

async function until<T>(look: () => Promise<T | undefined>): Promise<T> {
  for (let tries = 0; tries < 300; tries++) {
    const found = await look();
    if (found !== undefined) return found;
    await fixture.tools.clock.sleep(200);
  }
  throw new Error('it did not come to pass within 60 s');
}
