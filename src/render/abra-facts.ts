/** An assumption about abra: what it does, how well that is known, where this code relies on it. */
export interface AbraFact {
  readonly id: string;
  readonly fact: string;
  /** `S` seen in a source that uses abra's packages or recipes; `R` recalled, likely, not certain. */
  readonly grade: 'S' | 'R';
  readonly usedIn: string;
}

/** Which abra the facts are about, and what has been held to it. */
export const testedAbra = {
  known: '0.13',
  says: 'what tend takes for granted about it was tried with a stand-in only (npm run test:abra tries the real one)',
} as const;

/**
 * Everything that prepareAsAbra takes for granted about abra (0.13). Each has a test of its name in abra-facts.test.ts;
 * where one turns out wrong, it is mended in the file that it names, and nowhere else.
 */
export const abraFacts = [
  {
    id: 'env-order',
    fact: '.env.sample gives the first values, the app replaces them',
    grade: 'S',
    usedIn: 'app-environment.ts',
  },
  {
    id: 'env-alone',
    fact: 'what an .env does not have, the app does not have, whatever .env.sample has by now',
    grade: 'R',
    usedIn: 'app-environment.ts',
  },
  {
    id: 'recipe-is-type',
    fact: 'RECIPE is an older name of TYPE and pins as TYPE does',
    grade: 'S',
    usedIn: 'app-environment.ts',
  },
  {
    id: 'servers-folder',
    fact: "an app's variables stand in servers/<ssh host>/<domain>.env, links followed; the file's name is the app's name",
    grade: 'S',
    usedIn: 'abra/read-abra-folder.ts',
  },
  {
    id: 'label-over-pin',
    fact: 'where the label tells another version than TYPE pins, the label is what runs; +U marks uncommitted edits',
    grade: 'S',
    usedIn: 'workflows/abra/read-running-recipe.ts',
  },
  {
    id: 'new-copies-sample',
    fact: 'an .env begins as the text of .env.sample, its comments included',
    grade: 'S',
    usedIn: 'abra/write-env.ts',
  },
  {
    id: 'default-is-local',
    fact: 'the folder servers/default is the machine that abra runs on',
    grade: 'R',
    usedIn: 'workflows/abra/resolve-server.ts',
  },
  {
    id: 'exports-first',
    fact: "abra.sh's exports join the environment before COMPOSE_FILE and compose files are read",
    grade: 'S',
    usedIn: 'app-environment.ts',
  },
  {
    id: 'exports-win',
    fact: 'an export of abra.sh replaces a variable of the app',
    grade: 'R',
    usedIn: 'app-environment.ts',
  },
  {
    id: 'type-pins',
    fact: 'TYPE is recipe:version',
    grade: 'S',
    usedIn: 'app-environment.ts',
  },
  {
    id: 'stack-name',
    fact: 'STACK_NAME is a variable of the app, known to compose files and containers',
    grade: 'S',
    usedIn: 'app-environment.ts',
  },
  {
    id: 'compose-file',
    fact: 'COMPOSE_FILE names compose files, divided by colons; without it compose.yml is read',
    grade: 'S',
    usedIn: 'app-environment.ts',
  },
  {
    id: 'own-environment-only',
    fact: "compose files see the app's variables and none of the operator's",
    grade: 'R',
    usedIn: 'interpolate-compose.ts',
  },
  {
    id: 'extra-domains',
    fact: 'EXTRA_DOMAINS is spliced into the rule as it stands, in the form that .env.sample shows',
    grade: 'S',
    usedIn: 'extra-domains.ts',
  },
  {
    id: 'labels',
    fact: 'the service app gets coop-cloud.<stack>.recipe, .chaos and .version as deploy labels',
    grade: 'S',
    usedIn: 'add-abra-words.ts',
  },
  {
    id: 'version-label-wins',
    fact: "the label .version is what is deployed, whatever the recipe's own label says",
    grade: 'S',
    usedIn: 'add-abra-words.ts',
  },
  {
    id: 'chaos',
    fact: 'without a version tag: chaos is true, chaos-version names the commit, .version stays what the recipe says, empty where it says nothing',
    grade: 'S',
    usedIn: 'add-abra-words.ts',
  },
  {
    id: 'chaos-version-length',
    fact: 'chaos-version is the first 8 digits of the commit',
    grade: 'R',
    usedIn: 'app-environment.ts',
  },
  {
    id: 'env-on-app',
    fact: 'every variable of the app, exports included, is in the environment of the service app and of no other',
    grade: 'S',
    usedIn: 'add-abra-words.ts',
  },
  {
    id: 'compose-env-wins',
    fact: 'a variable that the compose file sets on app keeps its value',
    grade: 'R',
    usedIn: 'add-abra-words.ts',
  },
  {
    id: 'no-app-service',
    fact: 'without a service app nothing is added',
    grade: 'S',
    usedIn: 'add-abra-words.ts',
  },
  {
    id: 'secret-names',
    fact: '<stack>_<secret>_<version>, external; the version stands behind the last underscore',
    grade: 'S',
    usedIn: 'rendered-secrets.ts',
  },
  {
    id: 'secret-modifiers',
    fact: 'length, charset and generate of SECRET_X_VERSION say how x is made',
    grade: 'S',
    usedIn: 'rendered-secrets.ts',
  },
] as const satisfies readonly AbraFact[];

/**
 * What the engine abra takes for granted about the program: grade, where this code relies on it, the fact. `npm run
 * test:abra` has one test of each, held to the stand-in and, where there is one, to abra itself.
 */
export const abraProgramFacts = {
  version: ['R', 'abra-program.ts', '--version tells a version with three numbers'],
  status: ['S', 'abra-engine.ts', 'whatever goes wrong ends with status 1, an unknown flag too'],
  'no-machine': ['S', 'abra-engine.ts', 'deploy has no --machine: what came of it is told to people only'],
  'env-file': ['S', 'abra-folder.ts', 'an app is servers/<server>/<domain>.env, and TYPE pins its version'],
  server: ['S', 'ssh-way.ts', 'a server is a docker context of its name that leads over the ssh of the PATH'],
  'secret-pipe': ['R', 'abra-words.ts', 'secret insert --file takes /dev/stdin and stores just its bytes'],
  'secret-again': ['S', 'abra-engine.ts', 'a secret of that name and version fails, generating none too'],
  'secret-list': ['R', 'nowhere yet', 'secret list --machine has name, version and created on server'],
  dirty: ['S', 'clone-at.ts', 'a dirty recipe tree is fatal without --chaos'],
  lightweight: ['S', 'clone-at.ts', 'a lightweight version tag is fatal (lint R014)'],
  'domain-checks': ['S', 'abra-words.ts', "domain checks ask the internet's DNS, unless --no-domain-checks"],
  'no-input': ['S', 'abra-words.ts', 'without --no-input it wants a terminal'],
  labels: [
    'S',
    'add-abra-words.ts',
    'deploy sets the labels recipe, chaos and version, and all variables, on the service app',
  ],
  'post-commands': ['S', 'abra-words.ts', 'POST_DEPLOY_CMDS run after a deployment, and not with --no-converge-checks'],
  'shared-tree': ['S', 'clone-at.ts', 'the one working tree of a recipe is switched to the version'],
  list: ['S', 'nowhere yet', 'app list --machine --status tells by server what runs and what is newer'],
  ps: ['R', 'nowhere yet', 'app ps --machine is an object by service'],
  force: ['S', 'abra-words.ts', 'deploy over what runs fails without --force, and does it with'],
  newest: ['S', 'abra-words.ts', 'upgrade without a version takes the newest, across majors'],
  'nothing-newer': ['S', 'abra-engine.ts', 'upgrade with nothing newer ends with 0 and changes nothing'],
  'pin-after': ['S', 'abra-engine.ts', 'the pin in the .env follows once all is done, and not before'],
  rollback: ['R', 'abra-words.ts', 'rollback takes the version that it is told'],
  chaos: [
    'R',
    'add-abra-words.ts',
    'deploy --chaos takes the tree as it is, labels its commit, and as version what the recipe says, else an empty one',
  ],
  converge: ['S', 'abra-engine.ts', 'what does not converge in the time of the label timeout ends with 1 and stays'],
  undeploy: ['R', 'abra-engine.ts', 'undeploy leaves volumes and secrets; of what does not run it fails'],
} as const satisfies Readonly<Record<string, readonly [AbraFact['grade'], usedIn: string, fact: string]>>;
