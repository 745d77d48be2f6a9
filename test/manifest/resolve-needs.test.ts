import { describe, expect, test } from '@jest/globals';
import { head, readManifest } from './read-manifest.js';

describe('an absent app', () => {
  test('may need what is gone too', async () => {
    const gone = 'recipe: x\nversion: 1.0.0\nnode: coburg\nstate: absent\nneeds: [nothing]\n';
    expect((await readManifest(head, { 'a.yml': gone })).apps[0]).toMatchObject({ state: 'absent', needs: [] });
  });
});
