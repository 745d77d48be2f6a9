import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { putImages } from '../../src/lab/put-images.js';
import { makeSmallImage } from '../../src/lab/make-small-image.js';
import { useLab } from './support/lab.js';
import { makeTestRegion, type TestRegion } from './support/test-region.js';

const overlay = `version: "3.8"
services:
  app:
    secrets: [oidc_secret]
secrets:
  oidc_secret: { name: "\${STACK_NAME}_oidc_secret_\${SECRET_OIDC_SECRET_VERSION}", external: true }
`;
const compose = `version: "3.8"
services:
  app:
    image: small:1
    stop_grace_period: 1s
    environment: [DOMAIN, OIDC_ISSUER, CLIENTS]
    deploy: { endpoint_mode: dnsrr, update_config: { failure_action: rollback, monitor: 500ms } }
`;
const project = join(import.meta.dirname, '..', '..');
/** The rules as the example has them, and the overlay for mail of the recipe that it is about. */
const example = parse(readFileSync(join(project, 'examples/combine/region.yml'), 'utf8')) as {
  combine: { mail: object; sso: { login: { wiki: { secrets: { oidc_secret: string } } } } };
};
const smtp = readFileSync(join(project, 'recipes/wiki/1.0.0+5.0.9/compose.smtp.yml'), 'utf8');
const password = 'only-the-post-knows';

/** A provider and two apps that use it, of one recipe, on two servers; one of them sends mail. */
describe('apps that use one another', () => {
  const fixture = useLab({ nodes: 2 });
  let region: TestRegion;

  beforeAll(async () => {
    await putImages(fixture.tools, fixture.lab, [makeSmallImage('small:1', { kind: 'ok' })]);
    region = makeTestRegion(fixture, { env: { WIKI_MAIL_PASSWORD: password } });
    const sample = 'TYPE=x\nDOMAIN=x.example.org\nGREETING=hello\n';
    region.recipe('login', [{ files: { 'compose.yml': compose, '.env.sample': sample }, tag: '1.0.0+1' }]);
    region.recipe('wiki', [
      {
        files: {
          'compose.yml': compose,
          '.env.sample': sample,
          'compose.oidc.yml': overlay,
          'compose.smtp.yml': smtp,
        },
        tag: '1.0.0+1',
      },
    ]);
    region.recipe('mailu', [{ files: { 'compose.yml': compose, '.env.sample': sample }, tag: '1.0.0+1' }]);
  });
  afterAll(() => region.remove());

  function want(version: string, apps: readonly string[]): void {
    const mail = 'mail: post }, secrets: { smtp_password: { from: env:WIKI_MAIL_PASSWORD }';
    const lines = apps.map(
      (app, i) =>
        `  ${app}: { recipe: ../wiki, version: 1.0.0+1, node: ${i ? 'two' : 'one'}, uses: { sso: login@one${i ? '' : `, ${mail}`} } }`,
    );
    const { wiki } = example.combine.sso.login;
    const secrets = { oidc_secret: { as: wiki.secrets.oidc_secret, version } };
    const combine = { ...example.combine, sso: { login: { wiki: { ...wiki, secrets } } } };
    const rule = `defaults: { env: { GREETING: moin, UNHEARD: of } }\ncombine: ${JSON.stringify(combine)}`;
    const used = ['login: { recipe: ../login', 'post: { recipe: ../mailu'];
    const first = used.map((one) => `  ${one}, version: 1.0.0+1, node: one }`);
    region.write([...first, ...lines].join('\n'), rule);
  }

  async function inContainer(node: number, app: string, ...command: readonly string[]): Promise<string> {
    const id = await fixture.docker(node, 'ps', '--quiet', '--filter', `name=${app}_test_example_app`);
    return (await fixture.docker(node, 'exec', id.trim(), ...command)).trim();
  }

  function secret(node: number, app: string, key: string): Promise<string> {
    return inContainer(node, app, 'cat', `/run/secrets/${key}`);
  }

  test('come up with one value at both ends, each with its own', async () => {
    want('v1', ['wiki', 'pond']);
    expect(await region.tend('apply', '--yes')).toMatchObject({ exitCode: 0 });
    const [wiki, pond] = [await secret(1, 'wiki', 'oidc_secret'), await secret(2, 'pond', 'oidc_secret')];
    expect(wiki).toMatch(/^[A-Za-z0-9]{32}$/);
    expect(await secret(1, 'login', 'client_wiki')).toBe(wiki);
    expect(await secret(1, 'login', 'client_pond')).toBe(pond);
    expect(pond).not.toBe(wiki);
    const env = await inContainer(1, 'login', 'env');
    const callback = (app: string) => `${app}=https://${app}.test.example/oauth2/callback`;
    expect(env).toContain(`CLIENTS=${callback('wiki')} ${callback('pond')}`);
    expect(env).toContain('GREETING=moin');
    expect(env).not.toContain('UNHEARD');
    expect(await inContainer(2, 'pond', 'env')).toContain('OIDC_ISSUER=https://login.test.example');
  }, 120_000);

  test('send mail through the one that they use, by the example’s rule', async () => {
    const env = (await inContainer(1, 'wiki', 'env')).split('\n');
    const own = ['SMTP_HOST=post.test.example', 'SMTP_PORT=587', 'SMTP_USER=wiki@post.test.example'];
    expect(env).toEqual(expect.arrayContaining(own));
    expect(await secret(1, 'wiki', 'smtp_password')).toBe(password);
    expect(await inContainer(2, 'pond', 'env')).not.toContain('SMTP_HOST');
    expect(JSON.stringify(region.entries())).not.toContain(password);
  });

  test('are as wanted afterwards', async () => {
    const { stdout } = await region.tend('plan', '--json');
    expect(JSON.parse(stdout)).toMatchObject({ steps: [] });
  }, 60_000);

  test('get a new value at both ends by a higher version in the rule, and the plan says where from', async () => {
    const before = await secret(1, 'wiki', 'oidc_secret');
    want('v2', ['wiki', 'pond', 'lake']);
    const { stdout } = await region.tend('plan');
    expect(stdout).toContain('shared by login and wiki');
    expect(stdout).toMatch(/ rule sso with login: OIDC_ISSUER, OIDC_CLIENT_ID\n/);
    expect(stdout).toMatch(/from +rule sso for wiki, pond, lake: CLIENTS\n/);
    expect(await region.tend('apply', '--yes')).toMatchObject({ exitCode: 0 });
    const after = await secret(1, 'wiki', 'oidc_secret');
    expect(after).not.toBe(before);
    expect(await secret(1, 'login', 'client_wiki')).toBe(after);
    expect(JSON.stringify(region.entries())).not.toContain(after);
  }, 120_000);

  test('wait where only one end would get the value', async () => {
    want('v3', ['wiki', 'pond', 'lake']);
    const { stdout } = await region.tend('plan', '--app', 'wiki', '--json');
    const { steps } = JSON.parse(stdout) as { steps: readonly { app: string; held?: readonly { reason: string }[] }[] };
    expect(steps.map(({ app, held }) => [app, held?.map(({ reason }) => reason)])).toEqual([
      ['wiki', ['secret-shared']],
    ]);
    const one = await region.tend('apply', '--app', 'wiki', '--yes');
    expect(one.stdout + one.stderr).toContain('tend plan --app login --app wiki');
    expect(await fixture.docker(1, 'secret', 'ls', '--format', '{{.Name}}')).not.toContain('oidc_secret_v3');
  }, 60_000);
});
