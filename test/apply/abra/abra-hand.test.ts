import { afterAll, beforeAll, describe } from '@jest/globals';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { realPrivateFolders } from '../../../src/tools/private-folders.js';
import { realAbra, type Abra } from '../../../src/tools/abra.js';
import { openAbra } from '../../../src/workflows/abra/open-abra.js';
import { makeApp, makeRegion } from '../../support/builders.js';
import { makeGitRepo } from '../../support/git-repo.js';
import { describeHands, handStep } from '../../support/hand-contract.js';
import { makeApplyRun } from '../../support/make-apply-run.js';
import { makeOpenRegion } from '../../support/make-open-region.js';
import { makeEnvironment } from '../../support/make-tools.js';
import { recipeTools } from '../../support/recipe-tools.js';
import { standInPath } from '../../support/stand-in.js';
import { hangs as hangsForEver, makeFakeAbra, type Doing } from './fake-abra.js';

describe('the fake hand of abra', () => {
  const secrets = new Map<string, string>();
  const calm = makeFakeAbra(obey);
  const stuck = makeFakeAbra(hangsForEver);

  describeHands({
    open: ({ hangs }) => (hangs ? stuck : calm).open({ step: handStep() }),
    secret: (name) => secrets.get(name),
    openNow: () => calm.openNow() + stuck.openNow(),
  });

  async function obey(...[words, { input }]: Parameters<Doing>): ReturnType<Doing> {
    if (words.includes('--no-such-flag')) return { exitCode: 1, output: 'FATA unknown flag' };
    if (words[1] !== 'secret') return undefined;
    const name = `wiki_example_org_${words[4]}_${words[5]}`;
    if (secrets.has(name)) return { exitCode: 1, output: 'FATA already exists' };
    secrets.set(name, input?.reveal() ?? '');
    return undefined;
  }
});

// The stand-in is held to abra itself by test/live/abra/contract.test.ts; docker is a few lines that keep secrets in files.
describe('a hand that runs the stand-in for abra', () => {
  let root: string;
  let commit: string;
  beforeAll(() => {
    root = mkdtempSync(join(tmpdir(), 'abra-hand-'));
    mkdirSync(join(root, 'secrets'));
    mkdirSync(join(root, 'bin'));
    writeFileSync(join(root, 'bin', 'docker'), dockerText(join(root, 'secrets')), { mode: 0o755 });
    const files = {
      'compose.yml': 'version: "3.8"\nservices: { app: { image: "x:1" } }\n',
      '.env.sample': 'TYPE=dokuwiki\n',
    };
    [, commit = ''] = makeGitRepo(join(root, 'dokuwiki'), [
      { files, tag: '1.0.0+1' },
      { files: { 'compose.more.yml': '{}\n' }, tag: '1.2.0+2024-02-06a' },
    ]);
  });
  afterAll(() => rmSync(root, { recursive: true }));

  describeHands({
    open: ({ hangs }) => openAbra(runHere(hangs ? stuckAbra : realAbra))({ step: handStep(commit), values: new Map() }),
    secret: (name) => {
      const file = join(root, 'secrets', name);
      return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
    },
    openNow: () => readdirSync(tmpdir()).filter((name) => name.startsWith(`tend-abra-${process.pid}-`)).length,
  });

  const stuckAbra: Abra = {
    run: (words, options) => realAbra.run(words, { ...options, env: { ...options.env, ABRA_STAND_IN_TRAPS: 'hangs' } }),
  };

  function runHere(abra: Abra) {
    const recipe = { kind: 'path', name: 'dokuwiki', path: join(root, 'dokuwiki') } as const;
    const version = { kind: 'tag', tag: '1.2.0+2024-02-06a' } as const;
    const app = makeApp({ recipe, version, engine: 'abra' });
    const PATH = [join(root, 'bin'), standInPath].join(delimiter);
    const folders = { home: join(root, 'home'), stateFolder: join(root, 'state'), cacheFolder: join(root, 'cache') };
    const environment = makeEnvironment({ ...folders, variables: { PATH } });
    return makeApplyRun({
      tools: { ...recipeTools(root), environment, abra, privateFolders: realPrivateFolders },
      open: makeOpenRegion({ region: makeRegion({ apps: [app], catalogue: root }) }),
    });
  }
});

/** `docker --context SERVER secret create NAME -` and `secret ls`. */
function dockerText(secrets: string): string {
  return `#!/bin/sh
case "$3 $4" in
  'secret create') cat > '${secrets}'/"$5" ;;
  'secret ls') ls '${secrets}' ;;
  *) exit 1 ;;
esac
`;
}
