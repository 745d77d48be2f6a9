import { expect, test } from '@jest/globals';
import { printGoFloat } from '../../../src/render/yaml/print-go-float.js';

test.each([
  [0.1, '0.1'],
  [100000, '100000'],
  [999999.5, '999999.5'],
  [1e6, '1e+06'],
  [123456789, '1.23456789e+08'],
  [1e21, '1e+21'],
  [1.5e300, '1.5e+300'],
  [0.0001, '0.0001'],
  [0.00001, '1e-05'],
  [-0, '-0'],
  [-2.5e-7, '-2.5e-07'],
])('%d is printed as %s', (value, printed) => expect(printGoFloat(value)).toBe(printed));
