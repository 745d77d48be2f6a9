import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { openClone } from '../../../src/changelog/clone/clone.js';
import { realClock } from '../../../src/tools/clock.js';
import { realFiles } from '../../../src/tools/files.js';
import { realGit } from '../../../src/tools/git.js';
import { realPrograms } from '../../../src/tools/programs.js';
import { realRandom } from '../../../src/tools/random.js';

const root = mkdtempSync(join(tmpdir(), 'tend-clone-'));
afterAll(() => rmSync(root, { recursive: true }));

test('a copy that has lost its HEAD, as after a power failure, is told as damaged with the way out', async () => {
  const folder = join(root, 'changelog.git');
  mkdirSync(folder);
  writeFileSync(join(folder, 'config'), '');
  const tools = { files: realFiles, git: realGit(realPrograms), random: realRandom, clock: realClock };
  await expect(openClone(tools, folder)).rejects.toMatchObject({
    code: 'CHANGELOG_INVALID',
    details: ['it is there, but has no HEAD'],
    tryThis: expect.arrayContaining([expect.stringContaining(`mv ${folder} ${folder}.damaged`)]),
  });
});
