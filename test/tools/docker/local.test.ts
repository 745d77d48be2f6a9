import { describe, expect, test } from '@jest/globals';
import { join } from 'node:path';
import { freeBytesHere } from '../../../src/tools/docker/local.js';

// Not asked of a lab's server: its folder of images lies in a mount namespace of its own, where only its ssh leads.
describe('freeBytesHere', () => {
  test('tells the room at a folder of this machine', async () => {
    expect(await freeBytesHere(import.meta.dirname)).toBeGreaterThan(1e6);
  });

  test('tells nothing where the folder is not on this machine, as of a socket that leads elsewhere', async () => {
    expect(await freeBytesHere(join(import.meta.dirname, 'nothing-here'))).toBeUndefined();
  });
});
