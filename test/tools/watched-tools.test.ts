import { describe, expect, test } from '@jest/globals';
import { makeActivity } from '../../src/tools/activity.js';
import type { Docker } from '../../src/tools/docker.js';
import type { Git } from '../../src/tools/git.js';
import type { Nodes } from '../../src/tools/nodes.js';
import { watchedTools } from '../../src/tools/watched-tools.js';
import { makeNode } from '../support/builders.js';
import { makeEnvironment, makeTools } from '../support/make-tools.js';
import { onlyWith } from '../support/only-with.js';

describe('tools that say what they wait for', () => {
  test('name a node while it is connected to and while it owes an answer', async () => {
    const activity = makeActivity();
    const [connected, answered] = [Promise.withResolvers<void>(), Promise.withResolvers<[]>()];
    const docker = onlyWith<Docker>('docker', { transport: 'local', services: () => answered.promise });
    const connection = { docker, close: () => Promise.resolve() };
    const nodes = onlyWith<Nodes>('nodes', { connect: () => connected.promise.then(() => connection) });
    const tools = watchedTools(makeTools({ nodes }), activity);
    const connecting = tools.nodes.connect(makeNode(), { among: 2 });
    expect(activity.waiting()).toMatchObject({ nodes: ['brunswick'], nodesInAll: 2 });
    connected.resolve();
    const watched = await connecting;
    expect(watched.docker.transport).toBe('local');
    expect(activity.waiting()).toMatchObject({ nodes: [], nodesDone: 1 });
    const asking = watched.docker.services();
    expect(activity.waiting().nodes).toEqual(['brunswick']);
    answered.resolve([]);
    await asking;
    expect(activity.waiting().nodes).toEqual([]);
    expect(await tools.nodes.connect(makeNode())).toBe(watched);
  });

  test('let go of what failed, and say no password', async () => {
    const activity = makeActivity();
    const web = { getText: () => Promise.reject(new Error('no')) };
    const tools = watchedTools(makeTools({ web }), activity);
    const asking = tools.web.getText('https://me:secret@forge.example.org/x?token=1', 1);
    expect(activity.waiting().others).toEqual(['reading https://forge.example.org/x']);
    await expect(asking).rejects.toThrow('no');
    expect(activity.waiting().others).toEqual([]);
  });

  test.each([
    [['--git-dir', '/state/tend/a', 'fetch', '--', 'git@x:c.git', 'main'], ['reading the record at git@x:c.git']],
    [['fetch', '--quiet', '--', 'https://u:p@x/dokuwiki.git'], ['reading https://x/dokuwiki.git']],
    [['--git-dir', '/state/tend/a', 'push', '--', 'https://x/c.git'], ['publishing to https://x/c.git']],
    [['status', '--', 'apps'], []],
    [['clone', '--quiet', 'x', 'y'], []],
  ])('of git, only what asks another repository: %j', (words, others) => {
    const activity = makeActivity();
    const git = onlyWith<Git>('git', { run: () => new Promise(() => undefined) });
    const environment = makeEnvironment({ stateFolder: '/state/tend' });
    void watchedTools(makeTools({ git, environment }), activity).git.run(words);
    expect(activity.waiting().others).toEqual(others);
  });
});
