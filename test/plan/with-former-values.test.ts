import { describe, expect, test } from '@jest/globals';
import type { ObservedService } from '../../src/model/observation.js';
import type { ServiceChange } from '../../src/model/step.js';
import type { LastSeen } from '../../src/plan/running-app.js';
import { withFormerValues } from '../../src/plan/with-former-values.js';

const env = [
  'LIMIT=10',
  'SMTP_PASSWORD=hunter2',
  'DSN=postgres://a:b@db/x',
  'HIDDEN=@value-of-HIDDEN@',
  'GONE=1',
  'EMPTY=',
];
const running = {
  services: [
    {
      name: 'wiki_app',
      id: 's1',
      index: 7,
      spec: { TaskTemplate: { ContainerSpec: { Env: env } } },
    } as unknown as ObservedService,
  ],
};

function fieldsAfter(fields: ServiceChange['fields'], index = 7) {
  const last = { observed: { services: [{ name: 'app', id: 's1', index }] } } as unknown as LastSeen;
  return withFormerValues([{ service: 'app', kind: 'update', fields }], running, { last, stack: 'wiki' })[0]?.fields;
}

const changed = (key: string, to: string) => ({ field: 'env', sign: '~', key, to }) as const;

describe('the value that a variable has until now', () => {
  test.each([
    ['LIMIT', '20', '10'],
    ['EMPTY', 'x', ''],
  ])('of %s is told', (key, to, from) => {
    expect(fieldsAfter([changed(key, to)])).toEqual([{ ...changed(key, to), from }]);
  });

  test.each([
    ['SMTP_PASSWORD', 'other', 'its name speaks of a secret'],
    ['DSN', 'x', 'it looks like one'],
    ['HIDDEN', 'x', 'it comes from a file'],
    ['LIMIT', '@value-of-LIMIT@', 'it will come from a file'],
  ])('of %s is not told where it becomes %s: %s', (key, to) => {
    expect(fieldsAfter([changed(key, to)])).toEqual([changed(key, to)]);
  });

  test('is not told where the service is not as the record left it: it may have been set on the node', () => {
    expect(fieldsAfter([changed('LIMIT', '20')], 8)).toEqual([changed('LIMIT', '20')]);
  });

  test('is not told of what goes, comes or is no variable', () => {
    const others = [
      { field: 'env', sign: '-', key: 'GONE' },
      { field: 'env', sign: '+', key: 'NEW', to: '1' },
      { field: 'label', sign: '~', key: 'LIMIT', to: '20' },
    ] as const;
    expect(fieldsAfter(others)).toEqual(others);
  });
});
