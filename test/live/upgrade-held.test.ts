import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { putImages } from '../../src/lab/put-images.js';
import { makeSmallImage } from '../../src/lab/make-small-image.js';
import { runGit } from '../support/git-repo.js';
import { useLab } from './support/lab.js';
import { makeTestRegion, smallRecipe, type TestRegion } from './support/test-region.js';

const app = '  wiki:\n    recipe: ../small\n    version: 1.0.0+1\n    node: one';

describe('an upgrade that waits for a person', () => {
  const fixture = useLab({ nodes: 1 });
  let region: TestRegion;
  beforeAll(async () => {
    await putImages(fixture.tools, fixture.lab, [makeSmallImage('small:1', { kind: 'ok' })]);
    region = makeTestRegion(fixture);
    const versions = ['1.0.0+1', '1.1.0+1', '2.0.0+1'].map((tag) => ({ tag, image: 'small:1' }));
    region.recipe('small', smallRecipe(versions));
    region.write(app);
    expect(await region.tend('apply', '--yes')).toMatchObject({ exitCode: 0 });
  });
  afterAll(() => region.remove());

  const text = () => readFileSync(join(region.folder, 'region.yml'), 'utf8');
  const head = () => runGit(region.folder, 'rev-parse', 'HEAD');

  test('leaves the manifest as it was, names the flag, and ends with status 10', async () => {
    const before = [text(), head()];
    const held = await region.tend('upgrade', 'wiki', '2.0.0+1', '--yes');
    expect(held).toMatchObject({ exitCode: 10 });
    expect(held.stdout).toContain('tend upgrade wiki 2.0.0+1 --major');
    expect(held.stdout).not.toContain('tend apply --app wiki --major');
    expect(held.stderr).toContain('the manifest is as it was');
    expect([text(), head()]).toEqual(before);
    expect((await region.tend('plan')).stdout).toContain('No changes');
  });

  test('stays as it was without anybody to say yes', async () => {
    const before = [text(), head()];
    expect(await region.tend('upgrade', 'wiki')).toMatchObject({ exitCode: 10 });
    expect([text(), head()]).toEqual(before);
  });

  test('goes on with the flag, and the manifest says so', async () => {
    expect(await region.tend('upgrade', 'wiki', '2.0.0+1', '--major', '--yes')).toMatchObject({ exitCode: 0 });
    expect(text()).toContain('version: 2.0.0+1');
    expect(runGit(region.folder, 'log', '-1', '--format=%s')).toBe('Upgrade wiki to 2.0.0+1');
  });
});
