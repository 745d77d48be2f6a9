import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { KnownError } from '../../../src/model/known-error.js';
import { realTools } from '../../../src/tools/real-tools.js';
import { realSshConfig } from '../../../src/tools/ssh-config.js';
import type { Tools } from '../../../src/tools/tools.js';
import { importRegion } from '../../../src/workflows/abra/import-region.js';
import { makeGitRepo, runGit } from '../../support/git-repo.js';
import { killEverywhere } from './killed-tools.js';

const recipe = {
  'compose.yml': 'version: "3.8"\nservices:\n  app:\n    image: small:1\n    environment: [DOMAIN]\n',
  '.env.sample': 'TYPE=wiki\nDOMAIN=wiki.example.org\n',
};
const names = ['wiki', 'pad'];

let root: string;
const region = () => join(root, 'region');
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'killed-import-'));
  makeGitRepo(join(root, 'catalogue', 'wiki'), [{ files: recipe, tag: '1.0.0+1' }]);
  const server = join(root, 'abra', 'servers', 'one.example.org');
  mkdirSync(server, { recursive: true });
  for (const name of names) {
    const text = `TYPE=wiki:1.0.0+1\nDOMAIN=${name}.example.org\nSMTP_PASSWORD=hunter-${name}\n`;
    writeFileSync(join(server, `${name}.example.org.env`), text);
  }
});
afterEach(() => rmSync(root, { recursive: true }));

test('an import that is killed at any call is whole, and in git but for passwords, after the same command', async () => {
  const kills = await killEverywhere(makeTools(), {
    within: region(),
    begin: () => {
      for (const folder of ['region', 'state']) rmSync(join(root, folder), { recursive: true, force: true });
      makeGitRepo(region(), [{ files: { 'README.md': 'a region\n' } }]);
      runGit(region(), 'config', 'user.name', 'Ada');
      runGit(region(), 'config', 'user.email', 'ada@example.org');
    },
    run: take,
    look: async () => {
      await take(makeTools());
      expect(runGit(region(), 'status', '--porcelain')).toBe('');
      const inGit = runGit(region(), 'ls-files').split('\n');
      expect(inGit).toEqual(['.gitignore', 'README.md', 'apps/pad.yml', 'apps/wiki.yml', 'region.yml']);
      for (const name of names)
        expect(readFileSync(join(region(), 'private', name, 'SMTP_PASSWORD'), 'utf8')).toBe(`hunter-${name}\n`);
      const [said = ''] = globSync(join(root, 'state', '*', 'who-acts.json'));
      const { id } = JSON.parse(readFileSync(said, 'utf8')) as { id: string };
      expect(readFileSync(join(region(), 'region.yml'), 'utf8')).toContain(id);
      expect(runGit(region(), 'log', '-p', '--all')).not.toContain('hunter-');
    },
  });
  expect(kills).toBeGreaterThan(8);
}, 600_000);

function take(tools: Tools) {
  const from = { folder: region(), abraFolder: join(root, 'abra') };
  const chosen = { domain: 'example.org', catalogue: join(root, 'catalogue') };
  return importRegion(tools, { ...from, ...chosen, approve: async () => true, tell: () => undefined });
}

/** Of a machine of its own, from which no server answers. */
function makeTools(): Tools {
  const real = realTools();
  const folders = { home: root, cacheFolder: join(root, 'cache'), stateFolder: join(root, 'state') };
  const environment = { ...real.environment, ...folders };
  const connect = async () => {
    throw new KnownError('NODE_UNREACHABLE', 'no answer', { tryThis: ['ssh node true'] });
  };
  const nodes = { connect, closeAll: async () => {} };
  return { ...real, environment, nodes, sshConfig: realSshConfig(environment, real.programs) };
}
