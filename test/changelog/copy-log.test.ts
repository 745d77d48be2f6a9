import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { copyLog } from '../../src/changelog/copy-log.js';
import { intentOf } from './entries.js';
import { makeHere, type Here } from './here.js';

let here: Here;
beforeEach(() => void (here = makeHere()));
afterEach(() => here.remove());

test('a remote that does not answer is not told as one that refuses', async () => {
  const changelog = here.open();
  await changelog.append([intentOf('wiki')]);
  await expect(copyLog(changelog.place, '/no/such/repository.git')).rejects.toMatchObject({
    code: 'CHANGELOG_UNREACHABLE',
    tryThis: ['see whether git reaches it: git ls-remote /no/such/repository.git', expect.stringContaining('empty')],
  });
});
