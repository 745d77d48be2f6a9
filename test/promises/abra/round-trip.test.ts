import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { realTools } from '../../../src/tools/real-tools.js';
import type { Tools } from '../../../src/tools/tools.js';
import { exportAbra } from '../../../src/workflows/abra/export-abra.js';
import { importRegion } from '../../../src/workflows/abra/import-region.js';
import { openRegion } from '../../../src/workflows/region/open-region.js';
import { makeAbraFolder, shellVariables, type MadeAbraFolder } from '../../support/make-abra-folder.js';
import { realSshConfig } from '../../../src/tools/ssh-config.js';

// abra calls the machine that it runs on `default`.
const servers = ['one.example.org', 'two.example.org', 'three.example.org', 'default', 'five.example.org'];

describe('from abra, and back again', () => {
  let root: string;
  let made: MadeAbraFolder;
  let tools: Tools;
  beforeAll(async () => {
    root = mkdtempSync(join(tmpdir(), 'round-trip-'));
    made = await makeAbraFolder(root, servers);
    const real = realTools();
    const environment = {
      ...real.environment,
      home: root,
      cacheFolder: join(root, 'cache'),
      stateFolder: join(root, 'state'),
    };
    const { KnownError } = await import('../../../src/model/known-error.js');
    const nodes: Tools['nodes'] = {
      connect: async ({ name }) => {
        throw new KnownError('NODE_UNREACHABLE', `${name}: no answer`, { tryThis: [`ssh ${name} true`] });
      },
      closeAll: async () => {},
    };
    tools = { ...real, environment, nodes, sshConfig: realSshConfig(environment, real.programs) };
  });
  afterAll(() => rmSync(root, { recursive: true }));

  function take(from: string, name: string) {
    return importRegion(tools, {
      folder: join(root, name),
      abraFolder: from,
      catalogue: made.catalogue,
      approve: async () => true,
      tell: () => {},
    });
  }

  function manifest(name: string): Record<string, string> {
    const apps = readdirSync(join(root, name, 'apps'));
    return Object.fromEntries(apps.map((file) => [file, readFileSync(join(root, name, 'apps', file), 'utf8')]));
  }

  test('the same variables, and the same manifest', async () => {
    const first = await take(made.folder, 'first');
    expect(first.apps).toHaveLength(40);
    expect(first.leftOut).toEqual([]);
    const out = join(root, 'out');
    await exportAbra(tools, await openRegion(tools, join(root, 'first')), out);
    for (const app of made.apps) {
      const after = shellVariables(readFileSync(join(out, 'servers', app.server, `${app.domain}.env`), 'utf8'));
      const { TYPE: _type, RECIPE: _recipe, ...before } = shellVariables(app.text);
      const { TYPE, RECIPE, ...others } = after;
      expect([app.file, others]).toEqual([app.file, before]);
      expect(TYPE ?? RECIPE).toMatch(new RegExp(`^${app.recipe}:.`));
    }
    await take(out, 'second');
    expect(manifest('second')).toEqual(manifest('first'));
  }, 120_000);

  test('no value that looks like a secret stands in a file that git knows, or in what is told', async () => {
    const told = JSON.stringify(await take(made.folder, 'told'));
    const texts = Object.values(manifest('told')).join('\n') + told;
    for (const secret of made.secrets) expect(texts).not.toContain(secret);
    const known = await tools.git.run(['ls-files'], { cwd: join(root, 'told') });
    expect(known.stdout).not.toContain('private');
  }, 60_000);

  test('a second import adds nothing, and leaves what a person wrote', async () => {
    const file = join(root, 'told', 'apps', `${readdirSync(join(root, 'told', 'apps'))[0] ?? ''}`);
    const own = `# mine\n${readFileSync(file, 'utf8')}steward: me\n`;
    await tools.files.write(file, own);
    const again = await importRegion(tools, {
      folder: join(root, 'told'),
      abraFolder: made.folder,
      approve: async () => true,
      tell: () => {},
    });
    expect(again).toMatchObject({ written: [], newRegion: false, kept: [] });
    expect(readFileSync(file, 'utf8')).toBe(own);
  }, 60_000);
});
