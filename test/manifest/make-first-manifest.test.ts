import { expect, test } from '@jest/globals';
import { makeFirstManifest } from '../../src/manifest/make-first-manifest.js';
import { readRegion } from '../../src/manifest/read-region.js';
import { memoryFiles } from './memory-files.js';

const steward = { name: 'ada', id: 'op-ada1' };

test.each(['one.example.org', '198.18.0.1', '2001:db8::1', '[2001:db8::1]'])(
  'is valid with the host %s',
  async (host) => {
    const node = { name: 'one', host, user: 'deploy' };
    const text = makeFirstManifest({ name: 'garden', domain: 'garden.example.org', steward, node });
    const region = await readRegion(memoryFiles({ '/r/region.yml': text }), '/r');
    expect(region.nodes.map((one) => one.host)).toEqual([host.replace(/[[\]]/g, '')]);
  },
);
