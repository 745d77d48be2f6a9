import { describeSample } from '../../../../src/recipe/describe-sample.js';
import { appEnvironment, composeFiles } from '../../../../src/render/app-environment.js';
import { renderApp } from '../../../../src/render/render-app.js';
import { makeApp } from '../../../support/builders.js';
import { recipeOf } from '../../../support/recipe-of.js';
import { mutateLines } from '../mutate-lines.js';
import { refusedOrThrown } from '../refused-or-thrown.js';
import type { Reading, StructuredTarget } from '../structured-target.js';
import { exampleNames, exampleTexts } from './example-files.js';

const odd = `TYPE=wiki:1.0.0+1 # the recipe
export DOMAIN=wiki.example.org
#EXTRA_DOMAINS=', \`www.example.org\`'
NAME="a \\"b\\" \${DOMAIN}" # said
OTHER='as $it is
over lines'
COMPOSE_FILE="compose.yml"
#COMPOSE_FILE="$COMPOSE_FILE:compose.smtp.yml"
SECRET_DB_VERSION=v1 # length=40 charset=hex
SECRET_KEY_VERSION=v2 # generate=false
A=$B$NAME
TIMEOUT=300
ENABLE_AUTO_UPDATE=true
`;
const examples = [...exampleTexts('{recipes,test/render/corpus}/**/.env.sample'), odd, odd];
const compose = `version: "3.8"
services:
  app:
    image: "x:\${TAG:-1}"
    environment: [DOMAIN, "NAME=\${NAME}", "B=\${A:-\${OTHER}}"]
    secrets: [db]
    deploy: { labels: ["coop-cloud.\${STACK_NAME}.timeout=\${TIMEOUT:-60}"] }
secrets:
  db: { external: true, name: "\${STACK_NAME}_db_\${SECRET_DB_VERSION:-v1}" }
`;
const names = ['compose.smtp.yml', ...exampleNames('recipes/**/compose.*.yml')];
const overlays = Object.fromEntries(
  names.map((name) => [name, 'version: "3.8"\nservices: { app: { environment: [A] } }\n']),
);

/** .env.sample of recipes: variables, secrets, comments, and an app rendered with them. */
export const envSampleTarget: StructuredTarget = {
  name: 'env-sample',
  says: '.env.sample of recipes: variables, secrets, comments, apps rendered with them',
  beyondEarly: 60,
  make: (dice) => mutateLines(examples, dice),
  read,
};

function read(text: string): Reading {
  try {
    const recipe = recipeOf('wiki', '1.0.0+1', { ...overlays, 'compose.yml': compose, '.env.sample': text });
    describeSample(text);
    composeFiles(appEnvironment(recipe, makeApp()));
    renderApp(recipe, makeApp());
    return 'read';
  } catch (error) {
    return refusedOrThrown(error, /^\.env\.sample/);
  }
}
