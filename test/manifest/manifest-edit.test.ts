import { describe, expect, test } from '@jest/globals';
import { setAppVersion } from '../../src/manifest/edit-app.js';
import { findRegionFolder } from '../../src/manifest/find-region-folder.js';
import { findAppFile, planAppEdit, planRegionEdit } from '../../src/manifest/manifest-edit.js';
import { readRegion } from '../../src/manifest/read-region.js';
import { setNodeHostKey } from '../../src/manifest/set-node-host-key.js';
import { memoryFiles } from './memory-files.js';
import { head } from './read-manifest.js';

const files = memoryFiles({
  '/r/region.yml': `${head}apps:\n  wiki: { recipe: x, version: 1.0.0, node: coburg }\n`,
  '/r/apps/pad.yml': 'recipe: x\nversion: 1.0.0\nnode: coburg\n',
  '/r/apps/tools.yml': 'apps:\n  mail: { recipe: x, version: 1.0.0, node: coburg }\n',
});

describe('findAppFile', () => {
  test('finds an app in region.yml, in its own file, and among several', async () => {
    expect(await findAppFile(files, '/r', 'wiki')).toMatchObject({ file: 'region.yml', path: ['apps', 'wiki'] });
    expect(await findAppFile(files, '/r', 'pad')).toMatchObject({ file: 'apps/pad.yml', path: [] });
    expect(await findAppFile(files, '/r', 'mail')).toMatchObject({ file: 'apps/tools.yml', path: ['apps', 'mail'] });
    expect(await findAppFile(files, '/r', 'tools')).toBeUndefined();
  });
});

describe('planAppEdit', () => {
  test('says what would be written, and writes nothing', async () => {
    const edit = await planAppEdit(files, { folder: '/r', key: 'mail' }, (text, where) =>
      setAppVersion(text, where, '1.1.0'),
    );
    expect(edit).toEqual({
      file: 'apps/tools.yml',
      before: 'apps:\n  mail: { recipe: x, version: 1.0.0, node: coburg }\n',
      after: 'apps:\n  mail: { recipe: x, version: 1.1.0, node: coburg }\n',
    });
  });

  test('names an app that is not there', async () => {
    await expect(planAppEdit(files, { folder: '/r', key: 'wikki' }, (text) => text)).rejects.toMatchObject({
      code: 'USAGE',
    });
  });
});

describe('planRegionEdit', () => {
  test('pins a host key', async () => {
    const edit = await planRegionEdit(files, '/r', (text) => setNodeHostKey(text, 'coburg', 'ssh-ed25519 AAAA'));
    expect(edit.after).toContain('coburg: { host: coburg.example.org, hostKey: ssh-ed25519 AAAA }');
  });
});

describe('findRegionFolder', () => {
  test('looks upwards from where somebody stands', async () => {
    expect(await findRegionFolder(files, '/r/apps')).toBe('/r');
    expect(await findRegionFolder(files, '/r')).toBe('/r');
    expect(await findRegionFolder(files, '/elsewhere')).toBeUndefined();
  });
});

describe('readRegion', () => {
  test('says where there is no region', async () => {
    await expect(readRegion(files, '/elsewhere')).rejects.toMatchObject({ code: 'MANIFEST_NOT_FOUND' });
  });
});
