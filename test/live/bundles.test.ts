import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { ImageFile, ImageRecipe } from '../../src/lab/image-recipe.js';
import { putImages } from '../../src/lab/put-images.js';
import { readRegion } from '../../src/manifest/read-region.js';
import { readRecipe } from '../../src/recipe/read-recipe.js';
import { renderApp } from '../../src/render/render-app.js';
import { preparedFile, writePrepared } from '../../src/render/write-prepared.js';
import { realTools } from '../../src/tools/real-tools.js';
import { runGit } from '../support/git-repo.js';
import { useLab } from './support/lab.js';
import { sortLists } from './support/sort-lists.js';
import { stacksOver } from './support/stored-stack.js';
import { makeTestRegion, type TestRegion } from './support/test-region.js';

const bundles = join(import.meta.dirname, '../../../shared/vectors/recipes');
const stay: ImageFile = { content: '#!/bin/sh\nexec sleep 100000\n', mode: 0o755 };
const fine: ImageFile = { content: '#!/bin/sh\nexit 0\n', mode: 0o755 };
const either: ImageFile = { content: '#!/bin/sh\n[ "$1" = server ] || exit 0\nexec sleep 100000\n', mode: 0o755 };

/** A stand-in under the real name: it starts as the recipe starts it, and answers its health check. */
function standIn(name: string, files: Readonly<Record<string, ImageFile>>): ImageRecipe {
  return { name, packages: ['busybox-static'], cmd: ['/stay'], files: { '/stay': stay, ...files } };
}

const images = [
  standIn('traefik:v2.4.8', { '/entrypoint.sh': stay, '/bin/traefik': fine }),
  standIn('nginx:1.27-alpine', {}),
  standIn('ghcr.io/rhonda-rodododo/llamenos:latest', { '/bin/node': stay, '/bin/curl': fine }),
  standIn('postgres:17-alpine', { '/bin/pg_isready': fine }),
  standIn('minio/minio:RELEASE.2025-01-20T14-49-07Z', { '/bin/minio': either, '/bin/mc': fine }),
  standIn('dockurr/strfry:latest', { '/bin/curl': fine }),
];

// Real recipes of others are not part of this project: where they do not lie beside it, there is nothing to try.
(existsSync(bundles) ? describe : describe.skip)('real recipes of others (needs ../shared/vectors)', () => {
  const fixture = useLab({ nodes: 1, registries: ['ghcr.io'] });
  let region: TestRegion;
  beforeAll(async () => {
    await putImages(fixture.tools, fixture.lab, images);
    region = makeTestRegion(fixture);
    for (const name of ['traefik', 'llamenos'])
      runGit(region.root, 'clone', '-q', join(bundles, `${name}.bundle`), name);
    const commit = runGit(join(region.root, 'llamenos'), 'rev-parse', 'HEAD');
    region.write(`  traefik: { recipe: ../traefik, version: v2.4.8, node: one, overlays: [host] }
  hotline: { recipe: ../llamenos, commit: ${commit}, node: one, needs: [traefik] }`);
  });
  afterAll(() => region.remove());

  test('go from the manifest to a server, and a second apply is empty', async () => {
    const first = await region.tend('apply', '--yes');
    expect(first).toMatchObject({ exitCode: 0 });
    expect(await fixture.docker(1, 'service', 'ls', '-q')).toHaveLength(6 * 13 - 1);
    const before = region.entries().length;
    const second = await region.tend('apply', '--yes');
    expect(second).toMatchObject({ exitCode: 0 });
    expect(second.stdout).toContain('No changes');
    expect(region.entries()).toHaveLength(before);
  });

  test.each(['traefik', 'hotline'])(
    '%s: docker stack deploy over it changes no spec and restarts no task',
    async (name) => {
      const tools = realTools();
      const stacks = stacksOver(fixture.tools.dockerSocket, await fixture.socket(1));
      const wanted = await readRegion(tools.files, region.folder);
      const app = wanted.apps.find((one) => one.name === name)!;
      const recipe = await readRecipe(tools, { source: app.recipe, version: app.version, catalogue: wanted.catalogue });
      const folder = join(region.root, `prepared-${name}`);
      for (const [path, bytes] of writePrepared(renderApp(recipe, app).prepared)) {
        mkdirSync(dirname(join(folder, path)), { recursive: true });
        writeFileSync(join(folder, path), bytes);
      }
      const before = {
        specs: await stacks.stored(app.stack),
        tasks: await fixture.docker(1, 'stack', 'ps', '-q', app.stack),
      };
      await fixture.docker(1, 'stack', 'deploy', '-c', join(folder, preparedFile), app.stack);
      expect(sortLists(await stacks.stored(app.stack))).toEqual(sortLists(before.specs));
      expect(await fixture.docker(1, 'stack', 'ps', '-q', app.stack)).toBe(before.tasks);
    },
  );
});
