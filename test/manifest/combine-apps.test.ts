import { describe, expect, test } from '@jest/globals';
import { head, mistakesOf, readManifest } from './read-manifest.js';

const rules = `combine:
  sso:
    dex:
      wiki:
        overlays: [oidc]
        env: { ISSUER: 'https://{{ sso.domain }}/', CLIENT: '{{app.name}}', SCOPE: openid }
        secrets: { oidc: 'client_{{ app.name }}' }
        used:
          overlays: [clients]
          env: { CLIENTS: { add: '{{ app.name }}={{ app.domain }}', between: ',' } }
      any:
        env: { ISSUER: 'https://{{ sso.stack }}_app' }
`;
const login = '  login: { recipe: dex, version: 1.0.0+1, node: brunswick }\n';
const wiki = '  wiki: { recipe: wiki, version: 1.0.0+1, node: brunswick, uses: { sso: login } }\n';

async function appsOf(text: string) {
  const { apps } = await readManifest(text);
  return Object.fromEntries(apps.map((app) => [app.name, app]));
}

test('an app may leave out, or take from elsewhere, what defaults and rules give', async () => {
  const own = wiki.replace(
    ' }\n',
    ', env: { SCOPE: { unset: true }, CLIENT: { from: env:ID }, A: { unset: true } } }\n',
  );
  const apps = await appsOf(`${head}defaults: { env: { A: x } }\n${rules}apps:\n${own}${login}`);
  expect(apps['wiki']).toMatchObject({ env: { ISSUER: 'https://login.merri-bek.example/' }, envUnset: ['SCOPE', 'A'] });
  expect(Object.keys(apps['wiki']?.origins ?? {})).toEqual(['ISSUER']);
});

describe('combine', () => {
  test('gives both apps what the rule says, and one secret', async () => {
    const { wiki: user, login: used } = await appsOf(`${head}${rules}apps:\n${wiki}${login}`);
    const shared = {
      id: 'login client_wiki',
      rule: 'combine.sso.dex.wiki.secrets.oidc',
      members: [
        { app: 'login', key: 'client_wiki' },
        { app: 'wiki', key: 'oidc' },
      ],
    };
    const secret = { kind: 'generate', version: 'v1', length: 32, charset: 'alnum', shared };
    expect(user).toMatchObject({
      uses: { sso: 'login' },
      needs: ['login'],
      overlays: ['oidc'],
      env: { ISSUER: 'https://login.merri-bek.example/', CLIENT: 'wiki', SCOPE: 'openid' },
      origins: { ISSUER: 'rule sso with login' },
      secrets: { oidc: secret },
    });
    expect(used).toMatchObject({
      overlays: ['clients'],
      env: { CLIENTS: 'wiki=wiki.merri-bek.example' },
      origins: { CLIENTS: 'rule sso for wiki' },
      secrets: { client_wiki: secret },
    });
  });

  test("leaves the app's own lines in force", async () => {
    const own = `  wiki: { recipe: wiki, version: 1.0.0+1, node: brunswick, uses: { sso: login }, overlays: [smtp], env: { SCOPE: mine } }\n`;
    const apps = await appsOf(`${head}${rules}apps:\n${own}${login}`);
    expect(apps['wiki']).toMatchObject({ env: { SCOPE: 'mine', CLIENT: 'wiki' }, overlays: ['oidc', 'smtp'] });
    expect(apps['wiki']?.origins).not.toHaveProperty('SCOPE');
  });

  test('tells several apps of one recipe on one node apart, and gathers what they add', async () => {
    const other = wiki.replace('  wiki:', '  pond:');
    const apps = await appsOf(`${head}${rules}apps:\n${wiki}${other}${login}`);
    expect(apps['login']?.env).toEqual({ CLIENTS: 'wiki=wiki.merri-bek.example,pond=pond.merri-bek.example' });
    expect(apps['login']?.origins).toEqual({ CLIENTS: 'rule sso for wiki, pond' });
    expect(Object.keys(apps['login']?.secrets ?? {})).toEqual(['client_wiki', 'client_pond']);
  });

  test('takes the rule for any recipe where there is none of its own, across nodes and for each instance', async () => {
    const apps = await appsOf(
      `${head}${rules}apps:\n${login}  pad: { recipe: pad, version: 1.0.0+1, node: all, uses: { sso: login@brunswick } }\n`,
    );
    expect(apps['pad@coburg']).toMatchObject({
      env: { ISSUER: 'https://login_merri-bek_example_app' },
      uses: { sso: 'login' },
    });
  });

  test('makes one group of all that share one name', async () => {
    const fixed = rules.replace("'client_{{ app.name }}'", '{ as: key, version: v3, length: 64, charset: hex }');
    const apps = await appsOf(`${head}${fixed}apps:\n${wiki}${wiki.replace('  wiki:', '  pond:')}${login}`);
    expect(apps['pond']?.secrets['oidc']).toEqual(apps['login']?.secrets['key']);
    expect(apps['wiki']?.secrets['oidc']).toMatchObject({
      version: 'v3',
      length: 64,
      shared: { members: [{ app: 'login' }, { app: 'wiki' }, { app: 'pond' }] },
    });
  });

  test.each([
    [
      'an unknown role',
      wiki.replace('sso:', 'ssso:'),
      /^region\.yml:\d+:\d+ {2}there are no rules for ssso in combine\. Did you mean sso\?$/,
    ],
    [
      'an unknown app',
      wiki.replace('sso: login', 'sso: logn'),
      /there is no app or recipe logn on brunswick\. Did you mean login\?$/,
    ],
    [
      'a used recipe without rules',
      wiki.replace('sso: login', 'sso: wiki2') +
        wiki.replace('  wiki:', '  wiki2:').replace(', uses: { sso: login }', ''),
      /combine\.sso has no rules for the recipe wiki\. Recipes: dex\.$/,
    ],
  ])('%s', async (_, apps, says) => {
    const mistakes = await mistakesOf(`${head}${rules}apps:\n${apps}${login}`);
    expect(mistakes).toEqual([expect.stringMatching(says)]);
  });

  test('refuses a circle: what an app uses it needs', async () => {
    const round = login.replace(' }', ', needs: [wiki] }');
    expect(await mistakesOf(`${head}${rules}apps:\n${wiki}${round}`)).toEqual([
      expect.stringMatching(
        /needs go round in a circle: wiki → login → wiki\. Take one of them out \(what an app uses it needs\)\.$/,
      ),
    ]);
  });

  test.each([
    [
      "'{{ sso.doman }}'",
      /combine\.sso\.dex\.any\.env\.ISSUER: \{\{ sso\.doman \}\} is not known here\. Did you mean sso\.domain\?$/,
    ],
    ["'{{ mail.domain }}'", /\{\{ mail\.domain \}\} is not known here\./],
    ["'{{ sso.domain'", /is not closed by \}\}\.$/],
  ])('a rule with %s is a mistake where it stands', async (text, says) => {
    const broken = rules.replace("'https://{{ sso.stack }}_app'", text);
    expect(await mistakesOf(`${head}${broken}`)).toEqual([expect.stringMatching(says)]);
    expect((await mistakesOf(`${head}${broken}`))[0]).toMatch(/^region\.yml:19:\d+ /);
  });

  test.each([
    ['SCOPE: openid', 'STACK_NAME: x', /STACK_NAME is each app's own/],
    ["'client_{{ app.name }}'", "'Client-{{ app.name }}'", /is not the name of a secret/],
    ['        overlays: [oidc]', '        overlay: [oidc]', /is not a key of a rule\. Did you mean overlays\?/],
    ['  sso:\n', '  app:\n', /Name the role otherwise/],
  ])('refuses a rule in which %j became %j', async (from, to, says) => {
    expect((await mistakesOf(`${head}${rules.replace(from, to)}`))[0]).toMatch(says);
  });

  test('two values for one key are a mistake that names both rules, unless the app says its own', async () => {
    const two = rules.replace("{ add: '{{ app.name }}={{ app.domain }}', between: ',' }", "'{{ app.name }}'");
    const apps = `apps:\n${wiki}${wiki.replace('  wiki:', '  pond:')}`;
    expect(await mistakesOf(`${head}${two}${apps}${login}`)).toEqual([
      expect.stringContaining('CLIENTS of login would have two values: by rule sso for wiki and by rule sso for pond.'),
    ]);
    expect(await mistakesOf(`${head}${two}${apps}${login.replace(' }', ', env: { CLIENTS: x } }')}`)).toEqual([]);
  });

  test('a shared secret that one side says itself must be said on the other side too', async () => {
    const half = wiki.replace(' }\n', ', secrets: { oidc: { from: env:OIDC } } }\n');
    const whole = login.replace(' }', ', secrets: { client_wiki: { from: env:OIDC } } }');
    expect(await mistakesOf(`${head}${rules}apps:\n${half}${login}`)).toEqual([
      expect.stringContaining('Say it of client_wiki of login too, or of none.'),
    ]);
    const apps = await appsOf(`${head}${rules}apps:\n${half}${whole}`);
    expect(apps['login']?.secrets['client_wiki']).toMatchObject({ kind: 'from' });
  });

  test('a role that is broken causes no further mistakes', async () => {
    const broken = rules.replace('overlays: [oidc]', 'overlays: 7');
    expect(await mistakesOf(`${head}${broken}apps:\n${wiki}${login}`)).toHaveLength(1);
  });

  test('names of JavaScript are no rules', async () => {
    const odd = wiki.replace('sso:', 'constructor:');
    expect(await mistakesOf(`${head}${rules}apps:\n${odd}${login}`)).toEqual([
      expect.stringContaining('there are no rules for constructor in combine.'),
    ]);
  });
});
