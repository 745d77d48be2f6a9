import { describe, expect, test } from '@jest/globals';
import { parseVolume } from '../../src/render/parse-volume.js';

describe('a volume in the short form', () => {
  test.each([
    ['/data', { type: 'volume', target: '/data' }],
    ['data:/data', { type: 'volume', source: 'data', target: '/data' }],
    ['/etc/x:/x', { type: 'bind', source: '/etc/x', target: '/x' }],
    ['./x:/x', { type: 'bind', source: './x', target: '/x' }],
    ['~/x:/x', { type: 'bind', source: '~/x', target: '/x' }],
    ['data:/data:ro', { type: 'volume', source: 'data', target: '/data', read_only: true }],
    ['data:/data:ro,rw', { type: 'volume', source: 'data', target: '/data' }],
    ['data:/data:nocopy', { type: 'volume', source: 'data', target: '/data', volume: { nocopy: true } }],
    ['/x:/x:rslave,z', { type: 'bind', source: '/x', target: '/x', bind: { propagation: 'rslave' } }],
  ])('%s is in the long one what docker makes of it', (text, mount) => expect(parseVolume(text)).toEqual(mount));

  // As docker does.
  test('takes one letter before a colon for a drive', () => {
    expect(parseVolume('C:/x:/x')).toEqual({ type: 'bind', source: 'C:/x', target: '/x' });
  });

  test.each(['', 'data:/b:ro:x', 'data:', ':/data'])('%j is none', (text) => expect(parseVolume(text)).toBeUndefined());
});
