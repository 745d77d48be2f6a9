import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { entrySchema } from '../../src/model/entry.js';
import { publicRepo } from '../../src/record/public-repo.js';
import { intentOf } from './entries.js';

test.each([
  ['https://forge.example/merri-bek/region', 'https://forge.example/merri-bek/region'],
  ['https://ada:hush@forge.example/region.git?token=hush#x', 'https://forge.example/region.git'],
  ['git@forge.example:merri-bek/region.git', 'ssh://forge.example/merri-bek/region.git'],
  ['forge.example:/srv/region', 'ssh://forge.example/srv/region'],
  ['ssh://git@forge.example:2222/region', 'ssh://forge.example:2222/region'],
  ['/home/ada/region', 'local'],
  ['../region', 'local'],
  ['file:///home/ada/region', 'local'],
  ['C:\\Users\\ada\\region', 'local'],
  ['', 'local'],
  ['https://198.18.0.1/region', 'local'],
  ['https://[2001:db8::1]/region', 'local'],
  ['git@198.18.0.1:region', 'local'],
])('%s is named %s', (address, named) => {
  expect(publicRepo(address)).toBe(named);
});

test('whatever the address, its name may stand in an entry', () => {
  const address = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.webUrl({ withQueryParameters: true }),
    fc.string().map((path) => `git@forge.example:${path}`),
  );
  fc.assert(
    fc.property(address, (text) => {
      const intent = intentOf('wiki', { manifest: { repo: publicRepo(text), commit: null, dirty: true } });
      expect(entrySchema.safeParse(intent).success).toBe(true);
    }),
    { numRuns: 1000 },
  );
});
