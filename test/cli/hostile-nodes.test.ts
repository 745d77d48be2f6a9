import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { makeFakeDocker } from '../support/fake-docker.js';
import { makeGitRepo } from '../support/git-repo.js';
import type { ListeningSocket } from '../support/listen-at-socket.js';
import { serveDocker, type DockerCall, type WrongAnswer } from '../support/serve-docker.js';
import { makePlace, type Place } from './run-built.js';

const page = '<html><body>Sign in</body></html>';
const json = (value: unknown, status = 200): WrongAnswer => ({ status, body: JSON.stringify(value) });

/** Nodes that answer as no Docker does from the beginning: where, with what, and what is said of it. */
const hostile: Readonly<Record<string, readonly [path: string, WrongAnswer, says: string]>> = {
  forbids: ['/info', json({ message: 'Forbidden' }, 403), 'Docker refused GET /info (status 403)'],
  breaks: ['/services', json({ message: 'boom' }, 500), 'Docker refused GET /services (status 500)'],
  redirects: ['/info', { status: 302, headers: { location: '/login' }, body: '' }, 'refused GET /info (status 302)'],
  nulls: ['/info', json(null), 'it is null, not an object'],
  pages: ['/info', { body: page }, 'it is no whole JSON, and begins with "<html>'],
  shapes: ['/services', json({ services: [] }), 'it is an object, not a list'],
};

/** Nodes that are sound while planning, and answer with garbage to one thing once something was made there. */
const turncoats: Readonly<Record<string, readonly [method: string, path: RegExp, WrongAnswer]>> = {
  'locks-null': ['POST', /^\/configs\/create$/, json(null)],
  'makes-page': ['POST', /^\/services\/create$/, { body: page }],
  'makes-500': ['POST', /^\/services\/create$/, json({ message: 'no space left on device' }, 500)],
  'tasks-null': ['GET', /^\/tasks$/, json([null])],
  'looks-page': ['GET', /^\/services/, { body: page }],
};

const sound = ['one', 'two'];
const fakes = Object.fromEntries(
  [...sound, ...Object.keys(turncoats)].map((name) => [name, makeFakeDocker({ swarmId: name.replace('-', '') })]),
);
let place: Place;
const served: Record<string, ListeningSocket> = {};

beforeAll(async () => {
  place = makePlace();
  for (const [name, [path, answer]] of Object.entries(hostile)) {
    const instead = (call: DockerCall) => (call.path === path ? answer : undefined);
    served[name] = await serveDocker(makeFakeDocker({ swarmId: name }).docker, instead);
  }
  for (const [name, fake] of Object.entries(fakes)) served[name] = await serveDocker(fake.docker, insteadOf(name));
  const compose = 'version: "3.8"\nservices: { app: { image: "example.org/wiki:1" } }\n';
  makeGitRepo(join(place.folder, '..', 'wiki'), [
    { files: { 'compose.yml': compose, '.env.sample': 'TYPE=wiki\n' }, tag: '1.0.0+1' },
  ]);
  makeGitRepo(place.folder, [{ files: { 'region.yml': region() } }]);
});
afterAll(async () => {
  await Promise.all(Object.values(served).map((one) => one.close()));
  place.remove();
});

/** What is made first is the lock. */
function insteadOf(name: string): (call: DockerCall) => WrongAnswer | undefined {
  const [method, path, answer] = turncoats[name] ?? ['', /^$/, json(null)];
  return (call) => {
    const hasBegun = method === 'POST' || fakes[name]?.calls.some((made) => made.startsWith('createService'));
    return hasBegun && call.method === method && path.test(call.path) ? answer : undefined;
  };
}

function region(): string {
  const names = Object.keys(served);
  const nodes = names.map((name) => `  ${name}: { host: local, socket: ${served[name]?.socket} }\n`).join('');
  const apps = names.map((name) => `  app-${name}: { recipe: ../wiki, version: 1.0.0+1, node: ${name} }\n`).join('');
  return `region: { name: r, domain: example.org }\nstewards: { ada: { id: op-7f3k } }\nnodes:\n${nodes}apps:\n${apps}`;
}

describe('a region of which many nodes answer as no Docker does', () => {
  test('is planned where nodes can be read, and each other node is named with what was wrong', async () => {
    const { exitCode, stdout, stderr } = await place.tend('plan');
    expect(exitCode).toBe(4);
    for (const name of Object.keys(fakes)) expect(stdout).toContain(`+ app-${name}`);
    for (const [name, [, , says]] of Object.entries(hostile)) expect(partOf(stdout, name)).toContain(says);
    expect(stdout).toContain('6 nodes not understood');
    expect(stdout + stderr).not.toContain('a bug in tend');
  });

  test('is applied there, and a node that cannot be locked has nothing done to it', async () => {
    expect((await place.tend('whoami', '--as', 'ada')).exitCode).toBe(0);
    const { exitCode, all } = await apply(...sound, 'locks-null', ...Object.keys(hostile));
    for (const name of sound) expect(all).toContain(`✔ app-${name} on ${name}  deployed 1.0.0+1`);
    expect(all).toContain(
      '✘ app-locks-null on locks-null  locks-null: the answer to POST /configs/create is not understood',
    );
    for (const name of sound) expect(fakes[name]?.calls).toContain(`createService app-${name}_example_org_app`);
    expect(fakes['locks-null']?.calls).toEqual([]);
    expect(exitCode).toBe(4);
  });

  test.each([
    ['makes-page', 'makes-page: the answer to POST /services/create is not understood', 4],
    ['makes-500', 'Docker on makes-500 refused it (status 500): no space left on device', 5],
    ['tasks-null', 'tasks-null: the answer to GET /tasks is not understood; some services were changed already', 4],
    ['looks-page', 'looks-page: the answer to GET /services is not understood; some services were changed already', 4],
  ])('tells what a node that turns amid an apply (%s) was asked, and records it', async (name, says, status) => {
    const { exitCode, all } = await apply(name);
    expect(all).toMatch(new RegExp(`✘ app-${name} on ${name} {2}.* · entry [\\w-]{6}`));
    expect(all).toContain(says);
    expect(exitCode).toBe(status);
  });
});

async function apply(...names: readonly string[]) {
  const apps = names.flatMap((name) => ['--app', `app-${name}`]);
  const { exitCode, stdout, stderr } = await place.tend('apply', '--yes', '--why', 'a test', ...apps);
  expect(stdout + stderr).not.toContain('a bug in tend');
  return { exitCode, all: stdout + stderr };
}

/** What the plan says under the name of a node. */
function partOf(stdout: string, node: string): string {
  return new RegExp(`\\n${node}\\n((?:  .*\\n)*)`).exec(stdout)?.[1] ?? '';
}
