import { describe, expect, test } from '@jest/globals';
import { decidesWithinMs, healthCheckOf } from '../../src/model/health-check.js';
import type { ServiceSpec } from '../../src/model/service-spec.js';
import { makeServiceSpec } from '../support/builders.js';

const second = 1e9;

describe('how long Docker may take to decide on a container', () => {
  test.each([
    [
      'start period and retries',
      { StartPeriod: 60 * second, Interval: 10 * second, Timeout: 5 * second, Retries: 2 },
      90,
    ],
    ["Docker's own numbers where nothing is said", {}, 180],
    ['zero as not said', { Interval: 0, Timeout: 0, Retries: 0, StartPeriod: 0 }, 180],
  ])('counts %s', (_, check, seconds) => {
    expect(decidesWithinMs(check)).toBe(seconds * 1000);
  });
});

describe('healthCheckOf', () => {
  test.each([
    [{ Test: ['CMD', 'true'] }, true],
    [{ Test: ['NONE'] }, false],
    [{ Interval: second }, false],
    [undefined, false],
  ])('of %j', (Healthcheck, has) => {
    expect(healthCheckOf(withCheck(Healthcheck)) !== undefined).toBe(has);
  });
});

function withCheck(Healthcheck: object | undefined): ServiceSpec {
  const spec = makeServiceSpec();
  const ContainerSpec = { ...spec.TaskTemplate.ContainerSpec, ...(Healthcheck ? { Healthcheck } : {}) };
  return { ...spec, TaskTemplate: { ...spec.TaskTemplate, ContainerSpec } } as ServiceSpec;
}
