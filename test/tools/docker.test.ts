import { describe } from '@jest/globals';
import { describeDockerContract } from '../support/docker-contract.js';
import { makeFakeDocker } from '../support/fake-docker.js';

describe('the fake Docker', () => {
  const { docker } = makeFakeDocker();
  describeDockerContract({ docker: () => docker, image: 'example.org/app:1' });
});
