import { expect, test } from '@jest/globals';
import { resolveScalar } from '../../../src/render/yaml/resolve-scalar.js';
import { isTypedScalar, scalarKind } from '../../../src/render/yaml/typed-scalar.js';

test.each([
  ['0b101', 5],
  ['-0b101', -5],
  ['0o17', 15],
  ['-0o17', -15],
  ['017', 15],
  ['0x1F', 31],
  ['+12', 12],
  ['1_0_0', 100],
  ['0_7', 7],
  ['1__0', 10],
  ['_1', '_1'],
  ['0x', '0x'],
  ['0b2', '0b2'],
  ['1e400', '1e400'],
  ['1:30', '1:30'],
  ['1:30:00', '1:30:00'],
  ['yes', 'yes'],
  ['Off', 'Off'],
  ['y', 'y'],
  ['tRUE', 'tRUE'],
  ['nULL', 'nULL'],
  ['TRUE', true],
  ['False', false],
  ['~', null],
  ['', null],
  ['+', '+'],
  ['.', '.'],
  ['..5', '..5'],
  ['1.2.3', '1.2.3'],
  ['1.5', 1.5],
  ['-.5', -0.5],
])('%j stands for %p', (text, value) => expect(resolveScalar(text)).toBe(value));

test.each([
  ['8e1', 'float', '80'],
  ['80.0', 'float', '80'],
  ['08', 'float', '8'],
  ['9007199254740993', 'integer', '9007199254740993'],
  ['0xFFFFFFFFFFFFFFFF', 'integer', '18446744073709551615'],
  ['18446744073709551616', 'float', '1.8446744073709552e+19'],
  ['2024-01-01', 'time', '2024-01-01 00:00:00 +0000 UTC'],
])('%j is a %s that Go prints as %s', (text, kind, printed) => {
  const value = resolveScalar(text);
  if (!isTypedScalar(value)) throw new Error(`${text} is ${String(value)}`);
  expect([scalarKind(value), value.text]).toEqual([kind, printed]);
});
