import { expect, test } from '@jest/globals';
import { convertMode } from '../../src/render/convert-mode.js';

const where = 'services.app.deploy';

test.each([
  [{}, { Replicated: {} }],
  [{ replicas: 0 }, { Replicated: { Replicas: 0 } }],
  [{ mode: '', replicas: 2 }, { Replicated: { Replicas: 2 } }],
  [{ mode: 'global' }, { Global: {} }],
  [{ mode: 'global-job' }, { GlobalJob: {} }],
  [{ mode: 'replicated-job', replicas: 3 }, { ReplicatedJob: { MaxConcurrent: 3, TotalCompletions: 3 } }],
])('%j becomes %j', (deploy, mode) => expect(convertMode(where, deploy)).toEqual(mode));

test.each([
  [{ mode: 'global', replicas: 1 }, 'services.app.deploy.replicas'],
  [{ mode: 'everywhere' }, 'services.app.deploy.mode'],
])('%j is refused by the name of its key', (deploy, key) =>
  expect(() => convertMode(where, deploy)).toThrow(
    expect.objectContaining({ code: 'COMPOSE_INVALID', message: expect.stringContaining(key) }),
  ),
);
