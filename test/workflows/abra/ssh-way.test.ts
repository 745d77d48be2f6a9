import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { realEnvironment } from '../../../src/tools/environment.js';
import { sshWay } from '../../../src/workflows/abra/ssh-way.js';
import { makeNode } from '../../support/builders.js';

describe('the way by which abra reaches a server', () => {
  let root: string;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), "ssh way '"));
    mkdirSync(join(root, 'home', '.ssh'), { recursive: true });
    writeFileSync(
      join(root, 'home', '.ssh', 'config'),
      'Host *\n  Port 2200\n  User mallory\n  StrictHostKeyChecking no\n',
    );
  });
  afterEach(() => rmSync(root, { recursive: true }));

  /** What ssh, found on the PATH that abra gets, makes of the server's name. */
  function settings(node: Parameters<typeof makeNode>[0]): string[] {
    const environment = { ...realEnvironment(), home: join(root, 'home'), variables: { PATH: process.env['PATH'] } };
    const way = sshWay(makeNode(node), root, environment);
    for (const [file, { text, mode }] of way.files) {
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, text, { mode });
    }
    return execFileSync('ssh', ['-G', way.server], {
      encoding: 'utf8',
      env: { ...way.env },
      stdio: ['ignore', 'pipe', 'ignore'],
    }).split('\n');
  }

  test('holds to the pinned key, whatever the operator’s own configuration says', () => {
    const found = settings({});
    expect(found).toContain('stricthostkeychecking true');
    expect(found).toContain(`userknownhostsfile ${join(root, 'ssh', 'known_hosts')}`);
    expect(found).toContain('hostkeyalias brunswick.example.org');
  });

  test('takes login and port of the manifest first, then those of ~/.ssh/config', () => {
    expect(settings({ user: 'deploy', port: 22 })).toEqual(expect.arrayContaining(['user deploy', 'port 22']));
    expect(settings({})).toEqual(expect.arrayContaining(['user mallory', 'port 2200']));
  });

  test('leads nowhere else by DOCKER_HOST or DOCKER_CONTEXT of the shell', () => {
    const { env } = sshWay(makeNode(), root, realEnvironment());
    expect(env).toMatchObject({
      DOCKER_HOST: undefined,
      DOCKER_CONTEXT: undefined,
      DOCKER_CONFIG: join(root, 'docker'),
    });
    expect(Object.keys(env)).toEqual(expect.arrayContaining(['DOCKER_HOST', 'DOCKER_CONTEXT']));
  });

  test('of this machine itself is abra’s server default', () => {
    expect(sshWay(makeNode({ host: 'local' }), root, realEnvironment())).toMatchObject({ server: 'default' });
  });
});
