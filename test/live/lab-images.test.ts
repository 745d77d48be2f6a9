import { describe, expect, test } from '@jest/globals';
import { makeSmallImage } from '../../src/lab/make-small-image.js';
import { putImages } from '../../src/lab/put-images.js';
import { narrowCable } from '../../src/lab/cable.js';
import { expectSoon } from './support/expect-soon.js';
import { useLab } from './support/lab.js';

describe('images of a lab', () => {
  const fixture = useLab({ nodes: 1 });
  const { tools } = fixture;

  test('answer to names of Docker Hub and of other registries', async () => {
    const names = ['web:1', 'example/web:1', 'ghcr.io/example/web:1', 'git.coopcloud.tech/a/b/web:1.0'];
    const images = await putImages(
      tools,
      fixture.lab,
      names.map((name) => makeSmallImage(name, { kind: 'ok' })),
    );
    expect(new Set(images.map(({ digest }) => digest)).size).toBe(names.length);
    for (const { name, digest } of images) {
      const pulled = await fixture.docker(1, 'pull', '-q', `${name}@${digest}`);
      expect(pulled).toContain(name.split(':')[0]);
      await fixture.docker(1, 'pull', '-q', name);
    }
  });

  test('resolve to the digest that was put', async () => {
    const [image] = await putImages(tools, fixture.lab, [makeSmallImage('web:2', { kind: 'ok' })]);
    const answer = await tools.dockerSocket.request(await fixture.socket(1), {
      method: 'GET',
      path: '/distribution/web:2/json',
    });
    expect(answer.body).toMatchObject({ Descriptor: { digest: image!.digest } });
  });

  test('say no at once to a name that is not there', async () => {
    for (const name of ['missing:1', 'ghcr.io/example/missing:1', 'registry.example.org/missing:1']) {
      const start = performance.now();
      expect((await fixture.tryDocker(1, ['pull', name])).exitCode).toBe(1);
      expect(performance.now() - start).toBeLessThan(10_000);
    }
  });

  test('serve, fail and get well as asked', async () => {
    await putImages(tools, fixture.lab, [
      makeSmallImage('ok:1', { kind: 'ok', says: 'hello' }),
      makeSmallImage('late:1', { kind: 'healthy-after', seconds: 15 }),
      makeSmallImage('never:1', { kind: 'never-healthy', seconds: 0.2 }),
      makeSmallImage('exits:1', { kind: 'exits', status: 3, says: 'no database' }),
    ]);
    await fixture.docker(1, 'run', '-d', '--name', 'never', 'never:1');
    await fixture.docker(1, 'run', '-d', '--name', 'late', 'late:1');
    expect(await healthOf('late')).toBe('starting');
    await fixture.docker(1, 'run', '-d', '--name', 'ok', '-p', '8080:80', 'ok:1');
    await expectSoon(() =>
      fetch(`http://${fixture.node(1).address}:8080/`).then(
        () => true,
        () => false,
      ),
    );
    const exits = await fixture.tryDocker(1, ['run', 'exits:1']);
    expect(exits).toMatchObject({ exitCode: 3, stderr: expect.stringContaining('no database') });
    const page = await fetch(`http://${fixture.node(1).address}:8080/`);
    expect(await page.text()).toBe('hello\n');
    await expectSoon(async () => (await healthOf('never')) === 'unhealthy');
    await expectSoon(async () => (await healthOf('late')) === 'healthy');
  });

  test('come slowly over a narrow cable', async () => {
    const padding = 'x'.repeat(2_000_000);
    const small = makeSmallImage('slow:1', { kind: 'ok' });
    await putImages(tools, fixture.lab, [{ ...small, files: { ...small.files, '/padding': { content: padding } } }]);
    await narrowCable(tools, fixture.node(1).cable, 1000);
    const start = performance.now();
    await fixture.docker(1, 'pull', '-q', 'slow:1');
    const seconds = (performance.now() - start) / 1000;
    await narrowCable(tools, fixture.node(1).cable);
    expect(seconds).toBeGreaterThan(1.5);
  });

  async function healthOf(container: string): Promise<string> {
    return fixture.docker(1, 'inspect', '-f', '{{.State.Health.Status}}', container);
  }
});
