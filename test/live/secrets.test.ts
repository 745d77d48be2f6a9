import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { putImages } from '../../src/lab/put-images.js';
import { makeSmallImage } from '../../src/lab/make-small-image.js';
import { useLab } from './support/lab.js';
import { makeTestRegion, type TestRegion } from './support/test-region.js';

/** Values with every sign that some encoding changes; the generated one is read from the container. */
const sentinels: Record<string, string> = {
  envy: `sentinel env "quoted" & <p@ss>/+%~ 'ä' \\ end`,
  filed: '-----BEGIN SENTINEL-----\nSENTINELFILEaaaabbbbccccdddd+/==\n-----END SENTINEL-----',
  asked: 'sentinel-asked-$HOME-`id`-#;|',
};
const secretFile = join(mkdtempSync(join(tmpdir(), 'sentinel-')), 'value');

describe('a secret', () => {
  const fixture = useLab({ nodes: 1 });
  let region: TestRegion;
  /** Everything that was printed: by command. */
  const printed = new Map<string, string>();
  const commandLines = new Set<string>();
  let polling: NodeJS.Timeout;

  beforeAll(async () => {
    writeFileSync(secretFile, `${sentinels['filed'] ?? ''}\n`);
    polling = setInterval(() => readCommandLines(commandLines), 15);
    await putImages(fixture.tools, fixture.lab, [
      makeSmallImage('vault:1', { kind: 'ok' }),
      makeSmallImage('vault:2', telling('made', 'envy', 'filed')),
      makeSmallImage('vault:3', telling('asked', 'made', 'envy', 'filed')),
    ]);
    region = makeTestRegion(fixture, { env: { SENTINEL: sentinels['envy'] ?? '' } });
    region.recipe('vault', [version(1), version(2), version(3)]);
  });
  afterAll(() => {
    clearInterval(polling);
    region.remove();
    rmSync(join(secretFile, '..'), { recursive: true });
  });

  test('reaches the container just as it was given, whichever way it was given', async () => {
    region.write(appLines('wiki', 1));
    await tend('plan');
    expect(await tend('apply', '--yes')).not.toMatchObject({ exitCode: 0 });
    const set = region.start(['app', 'secret', 'set', 'wiki', 'asked'], {}, sentinels['asked']);
    expect(await set).toMatchObject({ exitCode: 0 });
    printed.set('app secret set', String((await set).stdout) + String((await set).stderr));
    await tend('plan', '--json');
    await tend('plan', '--out', 'saved.plan');
    expect(await tend('apply', 'saved.plan', '--events', 'events.ndjson')).toMatchObject({ exitCode: 0 });
    expect(await inContainer('wiki', 'envy')).toBe(sentinels['envy']);
    expect(await inContainer('wiki', 'filed')).toBe(sentinels['filed']);
    expect(await inContainer('wiki', 'asked')).toBe(sentinels['asked']);
    sentinels['made'] = await inContainer('wiki', 'made');
    expect(sentinels['made']).toMatch(/^[A-Za-z0-9]{40}$/);
  });

  test('is read aloud to whoever says why, on standard output alone, and that is recorded', async () => {
    for (const name of Object.keys(sentinels)) {
      const read = await region.tend('app', 'secret', 'show', 'wiki', name, '--why', 'to compare');
      expect(read).toMatchObject({ exitCode: 0, stdout: sentinels[name] });
      expect(read.stderr).toContain('recorded as');
      printed.set(`app secret show ${name}, beside it`, read.stderr);
    }
    const read = await region.tend('app', 'secret', 'show', 'wiki', 'made', '--why', 'to compare', '--json');
    expect(JSON.parse(read.stdout)).toMatchObject({ secret: 'wiki_test_example_made_v1', value: sentinels['made'] });
    expect(read.stderr).toBe('');
    expect((await tend('app', 'secret', 'show', 'wiki', 'made')).exitCode).toBe(2);
    expect((await tend('app', 'secret', 'show', 'wiki', 'nix', '--why', 'x')).exitCode).toBe(2);
    const history = await tend('changelog', 'show');
    expect(history.stdout).toMatch(/read the secret wiki_test_example_made_v1 +done/);
    expect(history.stdout).toContain('why   "to compare"');
    expect(await tend('changelog', 'verify', '--deep')).toMatchObject({ exitCode: 0 });
    expect(await tend('plan', '--detailed-exitcode')).toMatchObject({ exitCode: 0 });
  });

  test('is not read where the image has no cat: the way that is told works', async () => {
    const container = await fixture.docker(1, 'ps', '-q', '--filter', 'name=wiki_test_example_app');
    await fixture.tryDocker(1, ['exec', container, 'rm', '-rf', '/usr/bin', '/bin']);
    const read = await tend('app', 'secret', 'show', 'wiki', 'made', '--why', 'to compare');
    expect(read).toMatchObject({ exitCode: 5 });
    expect(read.stderr).toContain('has no program that could read it (no cat)');
    const [, told = ''] = /as root on one: (cat .*\/made)/.exec(read.stderr) ?? [];
    expect((await fixture.ssh(1, told)).stdout).toBe(sentinels['made']);
    await fixture.docker(1, 'rm', '-f', container);
  });

  test('is masked in what a failing program said, as far as this run knows it', async () => {
    region.write(`${appLines('wiki', 1)}\n${appLines('pad', 2, 'asked: generate')}`);
    const failed = await tend('apply', '--yes', '--logs', '--json');
    expect(failed).toMatchObject({ exitCode: 5 });
    const again = await tend('apply', '--yes', '--logs', '--retry', '--app', 'pad');
    expect(again.stderr).toContain('what the new task said last');
    expect(again.stderr).toContain('envy [secret]');
    const log = await tend('app', 'logs', 'pad');
    expect(log.stdout).toContain('envy [secret]');
  });

  test('is not in what a failing apply prints, although the container tells everything', async () => {
    region.write(appLines('wiki', 3));
    expect(await tend('apply', '--yes')).toMatchObject({ exitCode: 6 });
    region.write(`${appLines('wiki', 3)}\n`.replace('1.2.0+3,', '1.2.0+3, env: { GREETING: again },'));
    expect(await tend('apply', '--yes', '--json', '--events', '-')).toMatchObject({ exitCode: 6 });
    for (const words of [
      ['status'],
      ['status', '--json'],
      ['app', 'ps', 'wiki'],
      ['app', 'ps', 'wiki', '--json'],
      ['changelog', 'show'],
      ['changelog', 'show', '--json'],
      ['changelog', 'verify'],
      // The key that wrote so far, the age identity beside it, and one that follows it.
      ['changelog', 'key', 'new', '--json'],
      ['changelog', 'key', 'rotate'],
      ['changelog', 'key', 'list', '--json'],
      ['lock', 'list'],
      ['node', 'list'],
      ['doctor'],
      ['plan', '--json'],
      ['app', 'secret', 'set', 'wiki', 'envy'],
    ])
      await tend(...words);
  });

  test('is in no output', () => {
    for (const [command, text] of printed) expectNone(text, `printed by tend ${command}`);
    expect(printed.size).toBeGreaterThan(15);
  });

  test('is in no file of tend: state, cache, region, saved plan, events, home', () => {
    const files = filesBelow(region.root);
    for (const file of files) expectNone(readFileSync(file).toString('latin1'), file, true);
    for (const file of files) expectNone(readFileSync(file, 'utf8'), file);
    expect(files.some((file) => file.endsWith('saved.plan'))).toBe(true);
    expect(files.some((file) => file.endsWith('events.ndjson'))).toBe(true);
    // What is sealed to stewards and auditors are just these bytes (test/changelog/open-changelog.test.ts).
    expect(files.some((file) => /\/plans\/[\w-]{43}$/.test(file))).toBe(true);
  });

  test('is in no object of any git repository, on whatever branch', () => {
    expect(repositories().length).toBeGreaterThanOrEqual(4);
    for (const head of repositories()) {
      const objects = objectsOf(head);
      expect(objects.length).toBeGreaterThan(0);
      expectNone(objects.toString('utf8'), head);
    }
  });

  test('is never more readable than its file, where it is a key of the record, and in nothing but that file', () => {
    const keys = filesBelow(region.root).filter((file) => /\/record-keys\/[^/]+$/.test(file) && !file.endsWith('.pub'));
    expect(keys.some((file) => file.endsWith('.age'))).toBe(true);
    expect(keys.some((file) => readFileSync(file, 'utf8').includes('OPENSSH PRIVATE KEY'))).toBe(true);
    for (const file of keys) expect([file, statSync(file).mode & 0o777]).toEqual([file, 0o600]);
    const parts = new Set(keys.flatMap((file) => secretLines(readFileSync(file, 'utf8'))));
    expect(parts.size).toBeGreaterThanOrEqual(4);
    const others = filesBelow(region.root).filter((file) => !keys.includes(file));
    const texts = [
      ...[...printed].map(([command, text]) => [`printed by tend ${command}`, text] as const),
      ...[...commandLines].map((line) => ['a command line', line] as const),
      ...others.map((file) => [file, readFileSync(file, 'latin1')] as const),
      ...repositories().map((head) => [head, objectsOf(head).toString('latin1')] as const),
    ];
    for (const [where, text] of texts)
      for (const part of parts) if (text.includes(part)) throw new Error(`a line of a key stands in ${where}`);
  });

  test('is on no command line while tend works', () => {
    expect([...commandLines].some((line) => line.includes('bin/run.js'))).toBe(true);
    for (const line of commandLines) expectNone(line, 'a command line');
  });

  test('is in nothing that the swarm shows of services, tasks, secrets, configs and containers', async () => {
    for (const kind of ['service', 'secret', 'config', 'container', 'network', 'volume']) {
      const ids = (await fixture.docker(1, kind, 'ls', '-q', ...(kind === 'container' ? ['-a'] : [])))
        .split('\n')
        .filter(Boolean);
      // A container that falls again and again may be gone between the two questions; the others are shown all the same.
      if (ids.length === 0) continue;
      const { stdout } = await fixture.tryDocker(1, [kind, 'inspect', ...ids]);
      expect(stdout.length).toBeGreaterThan(2);
      expectNone(stdout, `docker ${kind} inspect`);
    }
    const services = (await fixture.docker(1, 'service', 'ls', '-q')).split('\n').filter(Boolean);
    expectNone(await fixture.docker(1, 'service', 'ps', '--no-trunc', ...services), 'docker service ps');
  });

  function repositories(): string[] {
    return filesBelow(region.root).filter((file) => file.endsWith('/HEAD') && !file.includes('/logs/'));
  }

  async function tend(...words: string[]) {
    const done = await region.tend(...words);
    printed.set(words.join(' '), `${printed.get(words.join(' ')) ?? ''}\n${done.stdout}\n${done.stderr}`);
    return done;
  }

  async function inContainer(app: string, secret: string): Promise<string> {
    const container = await fixture.docker(1, 'ps', '-q', '--filter', `name=${app}_test_example_app`);
    const done = await fixture.tryDocker(1, ['exec', container, 'base64', `/run/secrets/${secret}`]);
    return Buffer.from(done.stdout, 'base64').toString('utf8');
  }

  function appLines(name: string, number: number, more = 'asked: ask'): string {
    const secrets = `{ envy: { from: "env:SENTINEL" }, filed: { from: "file:${secretFile}" }, ${more} }`;
    return `  ${name}: { recipe: ../vault, version: 1.${number - 1}.0+${number}, node: one, secrets: ${secrets} }`;
  }
});

/** A program that tells everything it knows before it dies. */
function telling(...secrets: string[]) {
  const lines = secrets.map(
    (name) => `echo "${name} $(cat /run/secrets/${name})"; base64 /run/secrets/${name} | tr -d "\\n"; echo`,
  );
  return { kind: 'exits', status: 3, says: `'; ${lines.join('; ')}; echo '` } as const;
}

function version(number: number) {
  const names = ['made', 'envy', 'filed', 'asked'];
  return {
    tag: `1.${number - 1}.0+${number}`,
    files: {
      'compose.yml': [
        'version: "3.8"',
        'services:',
        '  app:',
        `    image: vault:${number}`,
        '    environment: [DOMAIN, GREETING]',
        `    secrets: [${names.join(', ')}]`,
        '    deploy:',
        '      endpoint_mode: dnsrr',
        '      restart_policy: { delay: 500ms }',
        '      update_config: { failure_action: rollback, order: start-first, monitor: 2s }',
        'secrets:',
        ...names.map(
          (name) =>
            `  ${name}: { name: "\${STACK_NAME}_${name}_\${SECRET_${name.toUpperCase()}_VERSION}", external: true }`,
        ),
        '',
      ].join('\n'),
      '.env.sample': [
        'TYPE=vault',
        'DOMAIN=vault.example.org',
        'GREETING=hello',
        'SECRET_MADE_VERSION=v1 # length=40 charset=alnum',
        ...['ENVY', 'FILED', 'ASKED'].map((name) => `SECRET_${name}_VERSION=v1 # generate=false`),
        '',
      ].join('\n'),
    },
  };
}

function expectNone(text: string, where: string, latin = false): void {
  for (const [name, value] of Object.entries(sentinels))
    for (const [form, found] of formsOf(latin ? Buffer.from(value).toString('latin1') : value))
      if (text.includes(found))
        throw new Error(`the secret ${name} stands in ${where} (${form}):\n${around(text, found)}`);
}

/** How a value may look: the same list is not used by the product. */
function formsOf(value: string): [string, string][] {
  if (value === '') return [];
  const bytes = Buffer.from(value);
  const shifted = [1, 2].map((shift) =>
    Buffer.concat([Buffer.alloc(shift), bytes])
      .toString('base64')
      .slice(4, -4),
  );
  const base64 = bytes.subarray(0, bytes.length - (bytes.length % 3)).toString('base64');
  const lines = value.split('\n').filter((line) => line.length > 12 && !line.startsWith('-----'));
  return [
    ['raw', value],
    ...lines.map((line): [string, string] => ['a line of it', line]),
    ['base64', base64],
    ...shifted.map((text): [string, string] => ['base64 within', text]),
    ['base64url', base64.replaceAll('+', '-').replaceAll('/', '_')],
    ['hex', bytes.toString('hex')],
    ['URL-encoded', encodeURIComponent(value)],
    ['form-encoded', new URLSearchParams({ a: value }).toString().slice(2)],
    ['JSON', JSON.stringify(value).slice(1, -1)],
    ['JSON twice', JSON.stringify(JSON.stringify(value)).slice(3, -3)],
  ];
}

function around(text: string, found: string): string {
  const at = text.indexOf(found);
  return text.slice(Math.max(0, at - 200), at + found.length + 100);
}

/** Every object of a repository, on whatever branch or none. */
function objectsOf(head: string): Buffer {
  const words = ['--git-dir', join(head, '..'), 'cat-file', '--batch-all-objects', '--batch'];
  return execFileSync('git', words, { maxBuffer: 1 << 28 });
}

/** Lines of a key file that are the key: the first of OpenSSH's are the same in every key, and the public half is public. */
function secretLines(text: string): string[] {
  const lines = text
    .split('\n')
    .filter((line) => line.length > 30 && !line.startsWith('-----') && !line.startsWith('#'));
  return lines.filter((line) => line.startsWith('AGE-SECRET-KEY-') || lines.indexOf(line) > 1);
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path, { throwIfNoEntry: false })?.isFile());
}

function readCommandLines(into: Set<string>): void {
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    try {
      into.add(readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' '));
    } catch {
      // It ended between the two looks.
    }
  }
}
