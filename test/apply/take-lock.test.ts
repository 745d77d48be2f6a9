import { describe } from '@jest/globals';
import { makeTimeline } from '../support/clocks.js';
import { makeFakeDocker } from '../support/fake-docker.js';
import { describeLocks } from '../support/lock-contract.js';

describe('a lock on the fake Docker', () => {
  const { docker } = makeFakeDocker();
  describeLocks({ docker: () => docker, time: makeTimeline() });
});
