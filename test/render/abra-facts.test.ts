import { describe, expect, test } from '@jest/globals';
import { readAbraFolder } from '../../src/abra/read-abra-folder.js';
import { writeEnv } from '../../src/abra/write-env.js';
import type { App } from '../../src/model/region.js';
import type { Recipe } from '../../src/model/recipe.js';
import type { ServiceSpec } from '../../src/model/service-spec.js';
import { parseEnvFile } from '../../src/recipe/parse-env-file.js';
import { abraFacts } from '../../src/render/abra-facts.js';
import { renderApp } from '../../src/render/render-app.js';
import { toldVersion } from '../../src/workflows/abra/read-running-recipe.js';
import { resolveServer } from '../../src/workflows/abra/resolve-server.js';
import { memoryFiles } from '../manifest/memory-files.js';
import { makeService, makeServiceSpec } from '../support/builders.js';
import { appOf, recipeOf } from './support/recipe-of.js';
import { makeTools } from '../support/make-tools.js';

type FactId = (typeof abraFacts)[number]['id'];

const compose = `
services:
  app:
    image: wiki:\${TAG:-1}
    environment: [DOMAIN, COLOUR=green]
    secrets: [db_password]
    deploy: {labels: ["rule=Host(\`\${DOMAIN}\`\${EXTRA_DOMAINS})", "coop-cloud.\${STACK_NAME}.version=0.9.0"]}
  db: {image: postgres, environment: [A=b]}
secrets:
  db_password: {external: true, name: "\${STACK_NAME}_db_password_\${SECRET_DB_PASSWORD_VERSION}"}
`;

const sample = `TYPE=wiki
DOMAIN=wiki.example.com
COLOUR=blue
#EXTRA_DOMAINS=', \`www.wiki.example.com\`'
SECRET_DB_PASSWORD_VERSION=v1 # length=32 charset=alnum
`;

function wiki(texts: Readonly<Record<string, string>> = {}, more: Partial<Recipe> = {}): Recipe {
  return recipeOf({ 'compose.yml': compose, '.env.sample': sample, ...texts }, more);
}

function serviceOf(name: string, app: Partial<App> = {}, recipe: Recipe = wiki()): ServiceSpec {
  const service = renderApp(recipe, appOf(app)).specs.services.find(({ Name }) => Name === `wiki_example_org_${name}`);
  if (!service) throw new Error(`no service ${name}`);
  return service;
}

function env(app: Partial<App> = {}, recipe: Recipe = wiki()): readonly string[] {
  return serviceOf('app', app, recipe).TaskTemplate.ContainerSpec.Env ?? [];
}

const label = 'coop-cloud.wiki_example_org';
const byCommit = { version: { kind: 'commit', commit: '0123456789abcdef0123456789abcdef01234567' } } as const;

const checks: Readonly<Record<FactId, () => void | Promise<void>>> = {
  'env-order': () => {
    expect(renderApp(wiki(), appOf()).env['COLOUR']).toBe('blue');
    expect(renderApp(wiki(), appOf({ env: { COLOUR: 'red' } })).env['COLOUR']).toBe('red');
  },
  'env-alone': () => {
    expect(renderApp(wiki(), appOf({ envUnset: ['COLOUR'] })).env).not.toHaveProperty('COLOUR');
    const unset = wiki({ 'compose.yml': 'services: {app: {image: "wiki:${COLOUR:-none}"}}' });
    expect(serviceOf('app', { envUnset: ['COLOUR'] }, unset).TaskTemplate.ContainerSpec.Image).toBe('wiki:none');
  },
  'recipe-is-type': () => {
    const old = appOf({ env: { RECIPE: 'wiki' }, envUnset: ['TYPE'] });
    expect(renderApp(wiki(), old).env).toMatchObject({ RECIPE: 'wiki:1.0.0+2.0' });
    expect(renderApp(wiki(), old).env).not.toHaveProperty('TYPE');
  },
  'servers-folder': async () => {
    const files = memoryFiles({ '/abra/servers/one.example.org/wiki.example.org.env': 'TYPE=wiki\n' });
    const servers = { name: 'one.example.org', kind: 'other' } as const;
    const linked = { ...files, list: async (at: string) => (at === '/abra/servers' ? [servers] : files.list(at)) };
    const { apps } = await readAbraFolder(linked, '/abra');
    expect(apps).toMatchObject([{ server: 'one.example.org', name: 'wiki.example.org', text: 'TYPE=wiki\n' }]);
  },
  'label-over-pin': () => {
    const stack = 'wiki_example_org';
    function told(labels: Readonly<Record<string, string>>): string | undefined {
      const Labels = { 'com.docker.stack.namespace': stack, ...labels };
      return toldVersion({ stack, running: [makeService({ spec: makeServiceSpec({ Labels }) })] });
    }
    expect(told({ [`${label}.version`]: '1.1.0+2' })).toBe('1.1.0+2');
    const chaos = { [`${label}.chaos`]: 'true', [`${label}.chaos-version`]: '01234567+U' };
    expect(told({ ...chaos, [`${label}.version`]: '1.1.0+2' })).toBe('01234567');
  },
  'new-copies-sample': () => {
    const values = new Map([
      ['TYPE', 'wiki:1'],
      ['COLOUR', "it's $red"],
    ]);
    const text = writeEnv(sample, { values, above: new Map(), behind: new Map(), given: wiki().sample.values });
    expect(text).toContain("#EXTRA_DOMAINS=', `www.wiki.example.com`'");
    expect(text).toContain('#DOMAIN=wiki.example.com');
    expect(parseEnvFile(text).values).toEqual(Object.fromEntries(values));
  },
  'default-is-local': async () => {
    const unused = makeTools();
    expect(await resolveServer(unused, 'default', 'here')).toMatchObject({ name: 'here', host: 'local' });
  },
  'exports-first': () => {
    const recipe = wiki({ 'abra.sh': 'export TAG=7\n' });
    expect(serviceOf('app', {}, recipe).TaskTemplate.ContainerSpec.Image).toBe('wiki:7');
    const chosen = wiki({ 'abra.sh': 'export COMPOSE_FILE=other.yml\n', 'other.yml': compose });
    expect(renderApp(chosen, appOf()).specs.services).toHaveLength(2);
  },
  'exports-win': () => {
    const recipe = wiki({ 'abra.sh': 'export TAG=7\n' });
    expect(serviceOf('app', { env: { TAG: '8' } }, recipe).TaskTemplate.ContainerSpec.Image).toBe('wiki:7');
  },
  'type-pins': () => expect(env()).toContain('TYPE=wiki:1.0.0+2.0'),
  'stack-name': () => expect(env()).toContain('STACK_NAME=wiki_example_org'),
  'compose-file': () => {
    const recipe = wiki({ 'compose.mail.yml': 'services: {app: {environment: [MAIL=1]}}' });
    const named = { env: { COMPOSE_FILE: 'compose.yml:compose.mail.yml' } };
    expect(env({}, recipe)).not.toContain('MAIL=1');
    expect(env(named, recipe)).toContain('MAIL=1');
    expect(env({ overlays: ['mail'] }, recipe)).toEqual(env(named, recipe));
  },
  'own-environment-only': () => {
    const recipe = wiki({ 'compose.yml': compose.replace('A=b', 'PATH, HOME=$HOME, LANG') });
    expect(serviceOf('db', {}, recipe).TaskTemplate.ContainerSpec.Env).toEqual(['HOME=', 'LANG', 'PATH']);
  },
  'extra-domains': () => {
    const { Labels } = serviceOf('app', { alsoAt: ['a.example.net', 'b.example.net'] });
    expect(Labels['rule']).toBe('Host(`wiki.example.org`, `a.example.net`, `b.example.net`)');
  },
  labels: () => {
    const { Labels } = serviceOf('app');
    expect(Labels).toMatchObject({ [`${label}.recipe`]: 'wiki', [`${label}.chaos`]: 'false' });
    expect(Object.keys(serviceOf('db').Labels).filter((key) => key.startsWith('coop-cloud'))).toEqual([]);
  },
  'version-label-wins': () => expect(serviceOf('app').Labels[`${label}.version`]).toBe('1.0.0+2.0'),
  chaos: () => {
    const { Labels } = serviceOf('app', byCommit);
    expect(Labels).toMatchObject({ [`${label}.chaos`]: 'true', [`${label}.version`]: '0.9.0' });
    expect(serviceOf('app').Labels).not.toHaveProperty([`${label}.chaos-version`]);
  },
  'chaos-version-length': () => expect(serviceOf('app', byCommit).Labels[`${label}.chaos-version`]).toBe('01234567'),
  'env-on-app': () => {
    const recipe = wiki({ 'abra.sh': 'export NGINX_VERSION=v3\n' });
    expect(env({ env: { MINE: 'x' } }, recipe)).toEqual(expect.arrayContaining(['MINE=x', 'NGINX_VERSION=v3']));
    expect(serviceOf('db', { env: { MINE: 'x' } }, recipe).TaskTemplate.ContainerSpec.Env).toEqual(['A=b']);
  },
  'compose-env-wins': () => expect(env({ env: { COLOUR: 'red' } })).toContain('COLOUR=green'),
  'no-app-service': () => {
    const rendered = renderApp(wiki({ 'compose.yml': 'services: {web: {image: nginx}}' }), appOf());
    expect(rendered.specs.services[0]?.TaskTemplate.ContainerSpec).not.toHaveProperty('Env');
    expect(rendered.notices).toEqual([expect.stringContaining('no service app')]);
  },
  'secret-names': () => {
    const [secret] = renderApp(wiki(), appOf({ secrets: { db_password: { kind: 'ask', version: 'v3' } } })).secrets;
    expect(secret).toEqual({
      key: 'db_password',
      name: 'wiki_example_org_db_password_v3',
      version: 'v3',
      make: { kind: 'ask' },
    });
  },
  'secret-modifiers': () => {
    function made(text: string): unknown {
      return renderApp(wiki({ '.env.sample': text }), appOf()).secrets[0]?.make;
    }
    expect(made(sample)).toEqual({ kind: 'generate', length: 32, charset: 'alnum' });
    expect(made('SECRET_DB_PASSWORD_VERSION=v1\n')).toEqual({ kind: 'generate', charset: 'default' });
    expect(made('SECRET_DB_PASSWORD_VERSION=v1 # generate=false\n')).toEqual({ kind: 'missing' });
  },
};

describe('what is taken for granted about abra', () => {
  test.each(abraFacts.map(({ id, fact, grade }) => [grade, fact, id] as const))(
    '[%s] %s',
    async (_grade, _fact, id) => {
      await checks[id]();
    },
  );
});
