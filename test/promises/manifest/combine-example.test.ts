import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { readRecipeVersions } from '../../../src/lab/read-recipe-versions.js';
import { readRegion } from '../../../src/manifest/read-region.js';
import type { App } from '../../../src/model/region.js';
import { renderApp } from '../../../src/render/render-app.js';
import { realFiles } from '../../../src/tools/files.js';
import { recipeOf } from '../../support/recipe-of.js';

const project = join(import.meta.dirname, '../../..');
const region = await readRegion(realFiles, join(project, 'examples/combine'));

async function rendered(name: string, change: (app: App) => App = (app) => app) {
  const app = region.apps.find((one) => one.name === name);
  if (app?.version.kind !== 'tag') throw new Error(name);
  const { tag } = app.version;
  const versions = await readRecipeVersions(realFiles, join(project, 'recipes', app.recipe.name));
  const files = versions.find(({ version }) => version === tag)?.files ?? new Map<string, Uint8Array>();
  const { specs, ...rest } = renderApp(recipeOf(app.recipe.name, tag, files), change(app));
  const services = specs.services.map(({ Name, TaskTemplate: { ContainerSpec } }) => ({
    name: Name.replace(`${specs.stack}_`, ''),
    env: Object.fromEntries((ContainerSpec.Env ?? []).map((line) => line.split(/=(.*)/s).slice(0, 2))) as Record<
      string,
      string
    >,
    secrets: (ContainerSpec.Secrets ?? []).map((secret) => secret.File?.['Name']),
  }));
  return { ...rest, specs, service: (one: string) => services.find((service) => service.name === one) };
}

describe('examples/combine', () => {
  test('lets people into the wiki through the provider', async () => {
    const wiki = await rendered('wiki');
    expect(wiki.service('gate')).toMatchObject({
      env: {
        OAUTH2_PROXY_OIDC_ISSUER_URL: 'https://login.merri-bek.example.org',
        OAUTH2_PROXY_CLIENT_ID: 'wiki',
        OAUTH2_PROXY_REDIRECT_URL: 'https://wiki.merri-bek.example.org/oauth2/callback',
        OAUTH2_PROXY_UPSTREAMS: 'http://wiki_merri-bek_example_org_app:3000',
      },
      secrets: expect.arrayContaining(['oidc_secret', 'cookie_secret']),
    });
    const login = await rendered('login');
    expect(login.service('app')).toMatchObject({
      env: {
        CLIENTS:
          'wiki=https://wiki.merri-bek.example.org/oauth2/callback garden=https://garden.merri-bek.example.org/oauth2/callback',
      },
      secrets: expect.arrayContaining(['users', 'client_wiki', 'client_garden']),
    });
  });

  test('makes one value for both ends, and another for the other wiki', async () => {
    const [wiki, garden, login] = await Promise.all(['wiki', 'garden', 'login'].map((name) => rendered(name)));
    const made = [wiki, garden, login].flatMap((one) =>
      (one?.secrets ?? []).flatMap(({ name, make }) =>
        make.kind === 'generate' && make.shared ? [[make.shared.id, name]] : [],
      ),
    );
    expect(made).toEqual([
      ['login client_wiki', 'wiki_merri-bek_example_org_oidc_secret_v1'],
      ['login client_garden', 'garden_merri-bek_example_org_oidc_secret_v1'],
      ['login client_garden', 'login_merri-bek_example_org_client_garden_v1'],
      ['login client_wiki', 'login_merri-bek_example_org_client_wiki_v1'],
    ]);
  });

  test('sends mail of the wiki through the mail app, and none of the other', async () => {
    const wiki = await rendered('wiki');
    expect(wiki.env).toMatchObject({
      SMTP_HOST: 'post.merri-bek.example.org',
      SMTP_PORT: '587',
      MAIL_FROM: 'wiki@post.merri-bek.example.org',
    });
    expect(wiki.service('app')?.secrets).toContain('smtp_password');
    expect((await rendered('garden')).env).not.toHaveProperty('SMTP_HOST');
  });

  test('gives defaults to the apps whose recipe mentions them, before the recipe, behind the app', async () => {
    expect((await rendered('wiki')).env).toMatchObject({ TIMEOUT: '600', LETS_ENCRYPT_ENV: 'production' });
    expect((await rendered('wiki', (app) => ({ ...app, env: { ...app.env, TIMEOUT: '30' } }))).env['TIMEOUT']).toBe(
      '30',
    );
    const odd = (app: App) => ({ ...app, defaults: { env: { NOBODY_KNOWS: 'x' }, overlays: ['http', 'unheard-of'] } });
    const { env } = await rendered('wiki', odd);
    expect(env).not.toHaveProperty('NOBODY_KNOWS');
    expect(env['COMPOSE_FILE']).toBe('compose.yml:compose.http.yml:compose.oidc.yml:compose.smtp.yml');
  });
});
