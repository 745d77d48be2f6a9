import { describe, expect, test } from '@jest/globals';
import { hiddenValue } from '../../src/model/hidden-value.js';
import { Secret } from '../../src/model/secret.js';
import { compareSpec } from '../../src/plan/compare-spec.js';
import { hideRunning, hideValues, type AppValues } from '../../src/plan/hide-values.js';
import { makeService, makeServiceSpec, makeStackSpecs } from '../support/builders.js';

const hidden = hiddenValue('PW');

function valuesOf(value: string | undefined): AppValues {
  return new Map([['PW', value === undefined ? undefined : new Secret(value)]]);
}

/** Fields that differ where the wanted env is this, and the running one that. */
function differing(wantedEnv: readonly string[], runningEnv: readonly string[], values: AppValues): string[] {
  const wanted = makeStackSpecs({ services: [makeServiceSpec({ env: wantedEnv })] });
  const running = hideRunning([makeService({ spec: makeServiceSpec({ env: runningEnv }) })], { specs: wanted, values });
  const services = hideValues(wanted, values)(wanted.services);
  return running.flatMap((service, at) => {
    const spec = services[at];
    return spec ? compareSpec(service.spec, spec).map(({ field, key, to }) => `${field} ${key} ${to}`) : [];
  });
}

describe('hidden values', () => {
  test('are as wanted where what runs has the same value', () => {
    expect(differing([`PW=${hidden}`], ['PW=hunter2'], valuesOf('hunter2'))).toEqual([]);
    expect(differing([`URL=db://u:${hidden}@db`], ['URL=db://u:hunter2@db'], valuesOf('hunter2'))).toEqual([]);
  });

  test('differ where it has another one, and neither is told', () => {
    expect(differing([`PW=${hidden}`], ['PW=hunter3'], valuesOf('hunter2'))).toEqual([`env PW ${hidden}`]);
  });

  test('differ where nothing hidden runs', () => {
    expect(differing([`PW=${hidden}`], [], valuesOf('hunter2'))).toEqual([`env PW ${hidden}`]);
  });

  test('a short one is not found in other values', () => {
    expect(differing([`PW=${hidden}`, 'A=123'], ['PW=2', 'A=123'], valuesOf('2'))).toEqual([]);
  });

  test('a plain text that is the same counts as the same', () => {
    const wanted = makeStackSpecs({ services: [makeServiceSpec({ env: [hidden, 'admin'] })] });
    const hide = hideValues(wanted, valuesOf('admin'));
    expect(hide(['admin', 'admin'])).toEqual(hide([hidden, 'admin']));
  });

  test('that cannot be read here are taken for what runs, but only in their own variable', () => {
    expect(differing([`PW=${hidden}`, 'A=1'], ['PW=whatever', 'A=1'], valuesOf(undefined))).toEqual([]);
    expect(differing([`PW=${hidden}`, 'A=1'], ['PW=whatever', 'A=2'], valuesOf(undefined))).toEqual(['env A 1']);
  });
});
