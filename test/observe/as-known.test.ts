import { describe, expect, test } from '@jest/globals';
import { asKnown, knowing } from '../../src/observe/as-known.js';
import { DockerError } from '../../src/model/docker-error.js';
import type { Raw } from '../../src/tools/docker.js';
import { makeFakeDocker } from '../support/fake-docker.js';

const refused = new DockerError(503, 'This node is not a swarm manager.');

describe('asKnown', () => {
  test.each<[string, Raw, string]>([
    ['a worker', { LocalNodeState: 'active', ControlAvailable: false }, 'SWARM_WORKER'],
    ['a manager that lost the others', { LocalNodeState: 'active', ControlAvailable: true }, 'SWARM_NO_QUORUM'],
    ['a server that left its swarm', { LocalNodeState: 'inactive', ControlAvailable: false }, 'SWARM_MISSING'],
  ])('says what it is: %s', async (_, Swarm, code) => {
    const docker = { ...makeFakeDocker().docker, info: async () => ({ Swarm }) };
    expect(await asKnown(refused, docker, 'brunswick')).toMatchObject({ code });
  });

  test("gives Docker's sentence where the swarm is well, or does not tell", async () => {
    const { docker, failing } = makeFakeDocker();
    const said = { code: 'NODE_NOT_UNDERSTOOD', details: [refused.message] };
    expect(await asKnown(refused, docker, 'brunswick')).toMatchObject(said);
    failing('info', new DockerError(500, 'no'));
    expect(await asKnown(refused, docker, 'brunswick')).toMatchObject(said);
  });

  test('leaves bugs as they are', async () => {
    const bug = new TypeError('x is undefined');
    expect(await asKnown(bug, makeFakeDocker().docker, 'brunswick')).toBe(bug);
  });
});

test('work that is not refused gives its answer', async () => {
  expect(await knowing(makeFakeDocker().docker, 'brunswick', async () => 7)).toBe(7);
});
