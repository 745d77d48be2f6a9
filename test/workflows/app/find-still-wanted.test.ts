import { describe, expect, test } from '@jest/globals';
import { setAppEnv } from '../../../src/manifest/edit-app.js';
import { planAppEdit } from '../../../src/manifest/manifest-edit.js';
import { readRegion } from '../../../src/manifest/read-region.js';
import type { ServiceSpec } from '../../../src/model/service-spec.js';
import { renderApp } from '../../../src/render/render-app.js';
import { findStillWanted } from '../../../src/workflows/app/find-still-wanted.js';
import { memoryFiles } from '../../manifest/memory-files.js';
import { head } from '../../manifest/read-manifest.js';
import { makeRecipe, makeService } from '../../support/builders.js';

const files = memoryFiles({
  '/r/region.yml': `${head}apps:\n  wiki: { recipe: x, version: 1.2.0+2024-02-06a, node: coburg }\n`,
});
const recipe = makeRecipe({
  files: {
    'compose.yml':
      'version: "3.8"\nservices:\n  app:\n    image: example.org/x:1\n    environment:\n      - GREETING\n      - FIXED=1\n      - NAMED=${GREETING}\n',
    '.env.sample': 'TYPE=x\nGREETING=hello\n',
  },
});

/** The edit that sets these variables, and what it would leave different from what runs. */
async function stillWanted(env: Record<string, string>, change: (env: readonly string[]) => readonly string[]) {
  const [app] = (await readRegion(files, '/r')).apps;
  if (!app) throw new Error('no app');
  const rendered = renderApp(recipe, app);
  const running = rendered.specs.services.map((spec) => makeService({ spec: withEnv(spec, change) }));
  const edit = await planAppEdit(files, { folder: '/r', key: 'wiki' }, (text, where) => setAppEnv(text, where, env));
  return findStillWanted(files, {
    folder: '/r',
    edit,
    wanted: { app, recipe, rendered },
    running,
    engineVersion: '28.5.2',
  });
}

function withEnv(spec: ServiceSpec, change: (env: readonly string[]) => readonly string[]): ServiceSpec {
  const container = spec.TaskTemplate.ContainerSpec;
  const changed = { ...container, Env: change(container.Env ?? []) };
  return { ...spec, TaskTemplate: { ...spec.TaskTemplate, ContainerSpec: changed } };
}

function put(key: string, value: string): (env: readonly string[]) => readonly string[] {
  return (env) => [...env.filter((line) => !line.startsWith(`${key}=`)), `${key}=${value}`];
}

describe('findStillWanted', () => {
  test('finds nothing where the edit says what runs', async () => {
    const both = (env: readonly string[]) => put('NAMED', 'moin')(put('GREETING', 'moin')(env));
    expect(await stillWanted({ GREETING: 'moin' }, both)).toEqual([]);
  });

  test('finds nothing where the variable is one that the recipe does not know', async () => {
    expect(await stillWanted({ X: '1' }, put('X', '1'))).toEqual([]);
  });

  test('names what the recipe fixes, whatever the manifest says', async () => {
    expect(await stillWanted({ FIXED: '2' }, put('FIXED', '2'))).toEqual(['app: env FIXED']);
  });

  test('names what the edit would change elsewhere', async () => {
    expect(await stillWanted({ GREETING: 'moin' }, put('GREETING', 'moin'))).toEqual(['app: env NAMED']);
  });

  test('says so where the manifest would not be valid', async () => {
    expect(await stillWanted({ DOMAIN: 'other.example.org' }, put('DOMAIN', 'x'))).not.toEqual([]);
  });
});
