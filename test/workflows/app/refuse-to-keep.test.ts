import { describe, expect, test } from '@jest/globals';
import { foldAppDrift } from '../../../src/plan/fold-app-drift.js';
import {
  refuseOtherServices,
  refuseSeveral,
  refuseWhatCannotBeKept,
} from '../../../src/workflows/app/refuse-to-keep.js';
import { makeApp, makeRegion, makeService, makeServiceSpec, makeStackSpecs } from '../../support/builders.js';

const app = makeApp();
const db = makeServiceSpec({ Name: 'wiki_example_org_db' });

describe('keep refuses', () => {
  test('an app on several nodes, whose one entry stands for all', () => {
    const one = makeApp({ name: 'traefik@brunswick' });
    const region = makeRegion({ apps: [one, makeApp({ name: 'traefik@coburg' }), app] });
    expect(() => refuseSeveral(region, one)).toThrow('traefik runs on brunswick, coburg from one entry');
    expect(() => refuseSeveral(region, app)).not.toThrow();
  });

  test('a service that was taken away', () => {
    const specs = makeStackSpecs({ services: [makeServiceSpec(), db] });
    expect(() => refuseOtherServices(app, [makeService()], specs)).toThrow('wiki: db does not run on brunswick');
  });

  test('a service that the recipe does not know', () => {
    const running = [makeService(), makeService({ spec: db })];
    expect(() => refuseOtherServices(app, running, makeStackSpecs())).toThrow('wiki: db runs on brunswick and is not');
    expect(() => refuseOtherServices(app, [makeService()], makeStackSpecs())).not.toThrow();
  });

  test('a password of any service, without showing it', () => {
    const hunter = makeServiceSpec({ Name: db.Name, env: ['POSTGRES_PASSWORD=hunter2', 'URL=https://ada:hunter2@x/'] });
    const specs = makeStackSpecs({ services: [db] });
    const refused = thrownBy(() => refuseWhatCannotBeKept(app, foldAppDrift([makeService({ spec: hunter })], specs)));
    expect(refused).toMatchObject({
      code: 'USAGE',
      message: 'wiki: POSTGRES_PASSWORD, URL look like secrets and must not stand in a manifest; nothing was written',
    });
    expect(JSON.stringify(refused)).not.toContain('hunter2');
  });

  test('a variable of the app that is random as passwords are, and says where it may stand', () => {
    const changed = makeServiceSpec({ env: ['GREETING=x8Kq2LmP9vRt4ZwY7nBc'] });
    const specs = makeStackSpecs({ services: [makeServiceSpec()] });
    const refused = thrownBy(() => refuseWhatCannotBeKept(app, foldAppDrift([makeService({ spec: changed })], specs)));
    expect(refused).toMatchObject({
      message: 'wiki: GREETING looks like a secret and must not stand in a manifest; nothing was written',
      tryThis: [expect.stringContaining('GREETING: { from: file:private/wiki/GREETING }'), expect.anything()],
    });
  });
});

function thrownBy(act: () => void): unknown {
  try {
    act();
  } catch (error) {
    return error;
  }
  throw new Error('nothing was thrown');
}
