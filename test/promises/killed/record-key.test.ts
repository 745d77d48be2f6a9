import { expect, test } from '@jest/globals';
import { join } from 'node:path';
import { keepRecordKey, recordKey } from '../../../src/changelog/keys/record-key.js';
import { keptFingerprints } from '../../../src/changelog/keys/kept-keys.js';
import type { Workplace } from '../../../src/changelog/workplace.js';
import { fingerprint, parsePublicKey } from '../../../src/tlog/sshsig/public-key.js';
import { makeHere } from '../../changelog/here.js';
import { killEverywhere } from './killed-tools.js';

test('a new key that is killed at any call leaves the old or the new one, never another', async () => {
  const here = makeHere();
  let count = 0;
  let place = here.open('m', undefined, {}).place;
  const kills = await killEverywhere(place, {
    begin: () => {
      place = here.open(`m${(count += 1)}`, undefined, {}).place;
    },
    run: async (killed) => {
      await recordKey(place, 'op-ada1');
      await keepRecordKey({ ...killed, folder: place.folder, memory: place.memory }, 'op-ada1');
    },
    look: async () => {
      const known = { ...place, memory: { ...place.memory, recordKeys: new Map() } } as Workplace;
      const path = join(place.folder, 'record-keys', 'op-ada1');
      const there = await Promise.all([path, `${path}.next`].map((one) => place.files.readText(one)));
      const { publicKey } = await recordKey(known, 'op-ada1');
      expect(there).toContain(await place.files.readText(path));
      const key = parsePublicKey(publicKey.split(' ').slice(0, 2).join(' '));
      expect(await keptFingerprints(known)).toEqual([key && fingerprint(key)]);
    },
  });
  here.remove();
  expect(kills).toBeGreaterThan(3);
});
