import { expect, test } from '@jest/globals';
import { convertCapabilities } from '../../src/render/convert-capabilities.js';

test('capabilities are spelled as the engine does, without spaces around', () => {
  const { CapabilityAdd } = convertCapabilities([' net_admin\u0085', 'CAP_CHOWN'], []);
  expect(CapabilityAdd).toEqual(['CAP_CHOWN', 'CAP_NET_ADMIN']);
});

test('a byte order mark is no space to docker: it stays, for the engine to refuse', () => {
  expect(convertCapabilities(['\ufeffchown'], []).CapabilityAdd).toEqual(['CAP_\ufeffCHOWN']);
});

test('ALL stands alone, and what is added is not dropped', () => {
  expect(convertCapabilities(['chown', 'all'], [])).toEqual({ CapabilityAdd: ['ALL'], CapabilityDrop: [] });
  expect(convertCapabilities(['chown'], ['CAP_CHOWN', 'kill']).CapabilityDrop).toEqual(['CAP_KILL']);
});
