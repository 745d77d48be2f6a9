import { describe, expect, test } from '@jest/globals';
import type { StepNotBegun } from '../../../src/model/apply-end.js';
import type { Step } from '../../../src/model/step.js';
import { dropDependent } from '../../../src/workflows/apply/drop-dependent.js';
import { makeStep } from '../../support/builders.js';

function locked(over: Partial<Step>) {
  const released: string[] = [];
  const step = makeStep(over);
  return { context: { step }, released, lock: { release: async () => void released.push(step.app) } };
}

function outOf(app: string): Map<string, StepNotBegun> {
  const end: StepNotBegun = {
    kind: 'not-begun',
    step: makeStep({ app }),
    code: 'STEP_FAILED',
    says: '',
    details: [],
    tryThis: [],
  };
  return new Map([[app, end]]);
}

describe('dropDependent', () => {
  test('keeps what depends on nothing that is out, and its lock', async () => {
    const wiki = locked({ app: 'wiki', needs: ['traefik'] });
    expect(await dropDependent([wiki], outOf('mail'))).toEqual([wiki]);
    expect(wiki.released).toEqual([]);
  });

  test('leaves out, with their locks given back, those before it too that make a secret for an app that falls out', async () => {
    const members = ['login', 'wiki'].map((app) => ({ app, key: 'sso' }));
    const make = {
      kind: 'generate',
      charset: 'alnum',
      shared: { id: 'login sso', rule: 'combine.sso', members },
    } as const;
    const shared = { key: 'sso', name: 'login_sso_v1', make };
    const login = locked({ app: 'login', secrets: [shared] });
    const wiki = locked({ app: 'wiki', needs: ['search'] });
    const out = outOf('search');
    expect(await dropDependent([login, wiki], out)).toEqual([]);
    expect([...login.released, ...wiki.released]).toEqual(['login', 'wiki']);
    expect([...out.keys()]).toEqual(['search', 'wiki', 'login']);
  });
});
