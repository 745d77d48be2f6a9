import { expect, test } from '@jest/globals';
import type { ServiceSpec } from '../../src/model/service-spec.js';
import { foldAppDrift } from '../../src/plan/fold-app-drift.js';
import { digestA, makeService, makeServiceSpec, makeStackSpecs } from '../support/builders.js';

const app = makeServiceSpec({ env: ['THEME=plain', 'GONE=1'] });
const db = makeServiceSpec({ Name: 'wiki_example_org_db', env: ['CACHE=1'] });
const specs = makeStackSpecs({ services: [app, db] });

/** What is made of services of which these were changed by hand. */
function fold(...running: readonly ServiceSpec[]) {
  return foldAppDrift(
    running.map((spec) => makeService({ spec })),
    specs,
  );
}

test('services as wanted, and those that nobody wants, are left out', () => {
  expect(fold(app, db, makeServiceSpec({ Name: 'wiki_example_org_more' }))).toEqual([]);
});

test('variables of the app service become env of the app, one that went is taken out', () => {
  const [folded, ...others] = fold({ ...app, ...makeServiceSpec({ env: ['THEME=dark', 'NEW=2'] }) }, db);
  expect(others).toEqual([]);
  expect(folded).toMatchObject({
    name: 'app',
    folded: { env: { THEME: 'dark', NEW: '2', GONE: undefined }, compose: {}, left: [] },
  });
  expect([...(folded?.fields ?? [])].sort()).toEqual(['env GONE', 'env NEW', 'env THEME']);
});

test('what other services run with becomes a piece of compose file, named without its values', () => {
  const changed = makeServiceSpec({
    Name: db.Name,
    env: ['CACHE=2'],
    image: `example.org/db:2@${digestA}`,
    Mode: { Replicated: { Replicas: 3 } },
  });
  const labelled = { ...changed, Labels: { ...changed.Labels, note: 'by hand' } };
  expect(fold(app, labelled)).toMatchObject([
    {
      name: 'db',
      folded: {
        env: {},
        compose: {
          services: {
            db: {
              environment: { CACHE: '2' },
              image: `example.org/db:2@${digestA}`,
              deploy: { replicas: 3, labels: { note: 'by hand' } },
            },
          },
        },
        left: [],
      },
      fields: ['image', 'environment', 'replicas', 'labels'],
    },
  ]);
});

test('what neither can say is left, and named as the record takes it', () => {
  const { TaskTemplate } = db;
  const ContainerSpec = {
    ...TaskTemplate.ContainerSpec,
    Env: [],
    Mounts: [{ Type: 'bind', Source: '/a<b', Target: '/x<y' }],
  };
  const [folded] = fold({ ...db, TaskTemplate: { ...TaskTemplate, ContainerSpec } });
  expect(folded?.folded).toEqual({ env: {}, compose: {}, left: ['env - CACHE', 'mount + /x<y'] });
  expect(folded?.fields).toEqual(['env - CACHE', 'mount + -x-y']);
});
