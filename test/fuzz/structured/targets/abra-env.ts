import { makeCommentedApp } from '../../../../src/manifest/app-comments.js';
import { makeDefaults } from '../../../../src/manifest/make-defaults.js';
import { writeEnv } from '../../../../src/abra/write-env.js';
import type { ReadingFiles } from '../../../../src/tools/files.js';
import { foldApp } from '../../../../src/workflows/abra/fold-app.js';
import { readAbraApps, type AbraApp } from '../../../../src/workflows/abra/read-abra-apps.js';
import { whyUnsayable } from '../../../../src/workflows/abra/why-unsayable.js';
import { head, readManifest } from '../../../manifest/read-manifest.js';
import { makeNode } from '../../../support/builders.js';
import { onlyWith } from '../../../support/only-with.js';
import { recipeOf } from '../../../support/recipe-of.js';
import { mutateLines } from '../mutate-lines.js';
import type { Reading, StructuredTarget } from '../structured-target.js';
import { exampleTexts } from './example-files.js';

const samples = exampleTexts('recipes/w*/1.0.0*/.env.sample');
const recipe = recipeOf('wiki', '1.0.0+5.0.9', {
  'compose.yml': exampleTexts('recipes/wiki/1.0.0*/compose.yml').join(''),
  '.env.sample': samples.join('\n'),
});
const own = `TYPE=wiki:1.0.0+5.0.9
DOMAIN=wiki.example.org
# raised for the harvest festival
UPLOAD_LIMIT=64
SMTP_PASSWORD=hunter2x # of the old server
COMPOSE_FILE="compose.yml:compose.smtp.yml"
EXTRA_DOMAINS=', \`www.example.org\`'
STACK_NAME=wiki_old
SECRET_DB_PASSWORD_VERSION=v2 # length=24
NOTE='two
lines'
export GREETING="say \\"hi\\" to $DOMAIN"
POST_DEPLOY_CMDS="app setup|db tune"
`;
const examples = [own, own, ...samples.map((text) => text.replace(/^TYPE=.*$/m, 'TYPE=wiki:1.0.0+5.0.9'))];

/** The .env of an app as abra and people leave it: folded into words of the manifest, which read again. */
export const abraEnvTarget: StructuredTarget = {
  name: 'abra-env',
  says: "abra's .env files, as `tend import` takes them over",
  beyondEarly: 60,
  make: (dice) => mutateLines(examples, dice),
  read,
};

async function read(text: string): Promise<Reading> {
  const { apps, leftOut } = await readAbraApps(filesOf(text), '/abra');
  const [app] = apps;
  if (!app) return leftOut.length === 1 ? 'early' : nothing();
  const folded = fold(app);
  if (whyUnsayable(folded) !== undefined) return 'refused';
  const manifest = makeCommentedApp(folded.app, folded.comments);
  const region = await readManifest(head, { 'wiki.yml': manifest });
  if (region.apps.length !== 1) throw new Error('the app is lost');
  writeEnv(samples[0] ?? '', {
    values: new Map(Object.entries(app.env.values)),
    behind: new Map(),
    above: new Map(),
    given: {},
  });
  return 'read';
}

function nothing(): never {
  throw new Error('neither an app nor left out');
}

function fold(app: AbraApp) {
  return foldApp({
    key: 'wiki',
    name: app.name,
    env: app.env,
    recipe,
    source: { recipe: 'wiki', version: '1.0.0+5.0.9' },
    node: makeNode(),
    region: { name: 'merri-bek', domain: 'merri-bek.example' },
    defaults: makeDefaults(),
    text: app.text,
    assignments: app.assignments,
  });
}

function filesOf(text: string): ReadingFiles {
  const listed = new Map([
    ['/abra/servers', [{ name: 'one.example.org', kind: 'folder' as const }]],
    ['/abra/servers/one.example.org', [{ name: 'wiki.example.org.env', kind: 'file' as const }]],
  ]);
  return onlyWith<ReadingFiles>('files', {
    list: async (folder) => listed.get(folder) ?? [],
    exists: async () => true,
    size: async () => text.length,
    readText: async () => text,
  });
}
