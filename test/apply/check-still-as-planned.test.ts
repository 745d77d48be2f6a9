import { describe, expect, test } from '@jest/globals';
import { checkStillAsPlanned } from '../../src/apply/check-still-as-planned.js';
import { makeServiceSpec, makeStep } from '../support/builders.js';
import { makeFakeDocker } from '../support/fake-docker.js';
import { restingOn, stepContextOf } from './step-context-of.js';

const { Networks: _, ...template } = makeServiceSpec().TaskTemplate;
const spec = makeServiceSpec({ TaskTemplate: template });

describe('checkStillAsPlanned', () => {
  test('lets a step begin where its services are what the plan showed', async () => {
    const fake = makeFakeDocker();
    await fake.docker.createService(spec);
    await checkStillAsPlanned(stepContextOf(fake, await restingOn(fake, makeStep())));
  });

  test('refuses a service that is new, changed or gone', async () => {
    const fake = makeFakeDocker();
    const before = stepContextOf(fake, makeStep());
    const id = await fake.docker.createService(spec);
    await expect(checkStillAsPlanned(before)).rejects.toMatchObject({ code: 'PLAN_STALE' });
    const then = stepContextOf(fake, await restingOn(fake, makeStep()));
    await fake.docker.removeService(id);
    await expect(checkStillAsPlanned(then)).rejects.toMatchObject({
      code: 'PLAN_STALE',
      message: 'wiki on brunswick is not as it was when the plan was made: nothing was changed',
    });
  });

  test('refuses another swarm behind the name of the node, although it holds nothing yet', async () => {
    const fake = makeFakeDocker({ swarmId: 'swarm2' });
    await expect(checkStillAsPlanned(stepContextOf(fake, makeStep()))).rejects.toMatchObject({
      code: 'PLAN_STALE',
      message: 'brunswick is another swarm than planned: nothing was changed',
    });
  });
});
