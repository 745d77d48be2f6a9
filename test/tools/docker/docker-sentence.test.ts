import { describe, expect, test } from '@jest/globals';
import { dockerSentence, type Asker } from '../../../src/tools/docker/docker-sentence.js';
import { makeNode } from '../../support/builders.js';

const asker: Asker = { node: makeNode(), user: 'deploy', socket: '/run/docker.sock', prefix: 'ssh deploy@b ' };
const [yes, no] = [true, false];

describe('Docker that cannot be reached', () => {
  test.each([
    ['DOCKER_NO_ACCESS', [yes, no, yes], 'as root on the server: usermod -aG docker deploy'],
    ['DOCKER_MISSING', [no, no, no], 'ssh deploy@b sudo apt install docker.io'],
    ['DOCKER_MISSING', [no, no, yes], 'ssh deploy@b sudo systemctl start docker'],
    ['DOCKER_MISSING', [yes, yes, yes], 'ssh deploy@b sudo systemctl start docker'],
    ['DOCKER_MISSING', [yes, yes, no], 'on the server: systemctl start docker'],
  ] as const)('is %s where socket, access and program are %j, with the way out', (code, facts, way) => {
    const [exists, writable, hasDocker] = facts;
    const error = dockerSentence({ exists, writable, hasDocker }, asker);
    expect(error).toMatchObject({ code, tryThis: expect.arrayContaining([way]) });
  });

  test('is taken to be stopped where nobody could look', () => {
    expect(dockerSentence(undefined, asker).message).toContain('Docker does not run');
  });

  test('needs no sudo of root, and a new login on this machine', () => {
    expect(dockerSentence(undefined, { ...asker, user: 'root' }).tryThis[0]).toBe(
      'ssh deploy@b systemctl start docker',
    );
    const facts = { exists: true, writable: false, hasDocker: true };
    expect(dockerSentence(facts, { ...asker, prefix: '' }).tryThis).toContain('then log in again');
  });
});
