import { describe, expect, test } from '@jest/globals';
import { planAsJson } from '../../src/show/plan-as-json.js';
import { whole } from './plans.js';

describe('the plan', () => {
  test('is the same for machines, without the specs that are sent', () => {
    const json = JSON.stringify(planAsJson(whole));
    expect(JSON.parse(json)).toMatchObject({
      version: 1,
      steps: [{ app: 'wiki' }, { app: 'calendar' }, { held: [{ reason: 'drift' }] }, { kind: 'undeploy' }],
    });
    expect(json).not.toContain('TaskTemplate');
  });
});
