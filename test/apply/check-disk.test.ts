import { expect, test } from '@jest/globals';
import { checkDisk } from '../../src/apply/check-disk.js';
import type { StepContext } from '../../src/apply/step-context.js';
import type { Step } from '../../src/model/step.js';
import { makeStep } from '../support/builders.js';
import { makeFakeDocker } from '../support/fake-docker.js';
import { stepContextOf } from './step-context-of.js';

const little = 100 * 1024 * 1024;

function on(free: number | undefined, over: Partial<Step>): StepContext {
  const docker = { ...makeFakeDocker().docker, freeBytes: async () => free };
  return stepContextOf(makeFakeDocker(), makeStep(over), { docker });
}

const creates: Step['services'] = [{ service: 'app', kind: 'create', fields: [] }];
const upgrades: Step['services'] = [{ service: 'app', kind: 'update', image: { to: 'dokuwiki:2' }, fields: [] }];
const scales: Step['services'] = [{ service: 'app', kind: 'update', fields: [{ field: 'replicas', sign: '~' }] }];
const removes: Step['services'] = [{ service: 'app', kind: 'remove', fields: [] }];

test.each([
  ['first', creates],
  ['other', upgrades],
])('refuses the %s image of a service on a full disk, naming what takes the room', async (_which, services) => {
  await expect(checkDisk(on(little, { services }))).rejects.toMatchObject({ code: 'DISK_FULL' });
});

test.each([
  ['to take an app away', { kind: 'undeploy', services: removes } as const],
  ['what needs no new image', { kind: 'change', services: scales } as const],
])('lets somebody do %s on a full disk', async (_what, over) => {
  await expect(checkDisk(on(little, over))).resolves.toBeUndefined();
});

test('passes where there is room, and where the node does not tell', async () => {
  await checkDisk(on(50e9, { services: creates }));
  await checkDisk(on(undefined, { services: creates }));
});
