import { request } from 'node:http';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { demoImages } from '../../src/lab/demo-images.js';
import { makeLabRegion } from '../../src/lab/make-lab-region.js';
import { publishRecipes } from '../../src/lab/publish-recipes.js';
import { putImages } from '../../src/lab/put-images.js';
import { readRegion } from '../../src/manifest/read-region.js';
import { readRecipe } from '../../src/recipe/read-recipe.js';
import { prepareAsAbra } from '../../src/render/prepare-as-abra.js';
import { preparedFile, writePrepared } from '../../src/render/write-prepared.js';
import { realGit } from '../../src/tools/git.js';
import { realRandom } from '../../src/tools/random.js';
import { expectSoon } from './support/expect-soon.js';
import { useLab } from './support/lab.js';

/** Our four recipes on a real server, deployed by docker's own client, reached through the proxy as visitors do. */
describe('our recipes', () => {
  const fixture = useLab({ nodes: 1 });
  const { tools } = fixture;
  const withGit = { ...tools, git: realGit(tools.programs) };
  const password = 'a-password-for-tests';
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'our-recipes-'));
    const to = join(folder, 'catalogue');
    await publishRecipes(withGit, { from: join(import.meta.dirname, '../../recipes'), to, rehearsal: true });
    const made = makeLabRegion({ nodes: fixture.lab.nodes, key: fixture.lab.key }, to);
    for (const [path, content] of Object.entries(made)) await tools.files.write(join(folder, 'region', path), content);
    await putImages(tools, fixture.lab, demoImages);
    await fixture.docker(1, 'network', 'create', '--driver', 'overlay', '--attachable', 'proxy');
    for (const name of ['db_password', 'secret_key_base', 'admin_password']) await makeSecret('wiki', name);
    await makeSecret('calendar', 'user_password');
    // On a new machine all images of the demo are made here first, of some 160 MB of Debian's packages.
  }, 900_000);
  afterAll(() => rm(folder, { recursive: true, force: true }));

  async function makeSecret(app: string, name: string): Promise<void> {
    const full = `${app}_merri-bek_example_org_${name}_v1`;
    const done = await fixture.tryDocker(1, ['secret', 'create', full, '-'], password);
    if (done.exitCode !== 0) throw new Error(done.stderr);
  }

  async function deploy(key: string, tag?: string): Promise<void> {
    const region = await readRegion(tools.files, join(folder, 'region'));
    const app = region.apps.find((each) => each.key === key)!;
    const environment = { ...tools.environment, cacheFolder: join(folder, 'cache') };
    const version = tag === undefined ? app.version : ({ kind: 'tag', tag } as const);
    const recipe = await readRecipe(
      { ...withGit, environment, random: realRandom },
      { source: app.recipe, version, catalogue: region.catalogue },
    );
    const there = join(folder, key);
    for (const [path, content] of writePrepared(prepareAsAbra(recipe, app)))
      await tools.files.write(join(there, path), content);
    await fixture.docker(1, 'stack', 'deploy', '--detach', '-c', join(there, preparedFile), app.stack);
  }

  async function updateState(service: string): Promise<string> {
    const full = service.replace('_', '_merri-bek_example_org_');
    return fixture.docker(
      1,
      'service',
      'inspect',
      '--format',
      '{{if .UpdateStatus}}{{.UpdateStatus.State}}{{end}}',
      full,
    );
  }

  interface Visit {
    readonly method?: string;
    readonly user?: string;
    readonly type?: string;
    readonly body?: string;
  }
  function visit(host: string, path: string, { method = 'GET', user, type, body }: Visit = {}) {
    const headers = {
      host,
      ...(user === undefined ? {} : { authorization: `Basic ${btoa(`${user}:${password}`)}` }),
      ...(type === undefined ? {} : { 'content-type': type }),
    };
    return new Promise<{ status: number | undefined; text: string; headers: object }>((resolve, reject) => {
      const sent = request({ host: fixture.node(1).address, path, method, headers, timeout: 20_000 }, (answer) => {
        let text = '';
        answer.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
        answer.on('end', () => resolve({ status: answer.statusCode, text, headers: answer.headers }));
      });
      sent.on('error', reject).end(body);
    });
  }
  async function isUp(host: string, path: string): Promise<boolean> {
    return (await visit(host, path).catch(() => undefined))?.status === 200;
  }

  test('come up and answer under their names, through the proxy', async () => {
    for (const key of ['traefik', 'website', 'wiki', 'calendar']) await deploy(key);
    await expectSoon(() => isUp('website.merri-bek.example.org', '/'), 180);
    await expectSoon(() => isUp('calendar.merri-bek.example.org', '/.web/'), 180);
    await expectSoon(() => isUp('wiki.merri-bek.example.org', '/login'), 180);
    expect((await visit('ada.example.org', '/')).text).toContain("<h1>Ada's garden</h1>");
    expect((await visit('nobody.example.org', '/')).status).toBe(404);
  }, 600_000);

  const page = { method: 'PUT', user: 'admin', type: 'application/json' };
  const event = ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:test', 'BEGIN:VEVENT', 'UID:e1', 'DTSTAMP:20261122T100000Z'];
  const rest = ['DTSTART:20261122T100000Z', 'SUMMARY:Harvest', 'END:VEVENT', 'END:VCALENDAR', ''];

  test('let in who knows the secret, and nobody else', async () => {
    const text = JSON.stringify({ wiki_page: { text: 'Grüße aus Coburg' } });
    const wiki = await visit('wiki.merri-bek.example.org', '/projects/wiki/wiki/Hallo.json', { ...page, body: text });
    expect(wiki.status).toBe(201);
    const calendar = 'calendar.merri-bek.example.org';
    expect((await visit(calendar, '/merri/plans/', { method: 'MKCALENDAR', user: 'merri' })).status).toBe(201);
    const body = [...event, ...rest].join('\r\n');
    const put = { method: 'PUT', user: 'merri', type: 'text/calendar', body };
    expect((await visit(calendar, '/merri/plans/e1.ics', put)).status).toBe(201);
    expect((await visit(calendar, '/merri/plans/e1.ics')).status).toBe(401);
  });

  test('keep what people wrote over an upgrade', async () => {
    await deploy('website', '1.1.0+1.28.0');
    await deploy('calendar', '1.1.0+3.6.0');
    await deploy('wiki', '1.1.0+5.0.12');
    for (const service of ['website_app', 'calendar_app', 'wiki_app'])
      await expectSoon(async () => (await updateState(service)) === 'completed', 180);
    await expectSoon(() => isUp('wiki.merri-bek.example.org', '/login'), 180);
    expect((await visit('wiki.merri-bek.example.org', '/projects/wiki/wiki/Hallo')).text).toContain('Grüße aus Coburg');
    const found = await visit('calendar.merri-bek.example.org', '/merri/plans/e1.ics', { user: 'merri' });
    expect(found.text).toContain('SUMMARY:Harvest');
    expect((await visit('website.merri-bek.example.org', '/')).headers).toMatchObject({
      'x-content-type-options': 'nosniff',
    });
  }, 600_000);

  test('the version for rehearsal is rolled back', async () => {
    await deploy('website', '1.1.1+1.28.0');
    await expectSoon(async () => (await updateState('website_app')) === 'rollback_completed', 180);
    await expectSoon(() => isUp('website.merri-bek.example.org', '/'));
  });

  test('the wiki comes back from its own dump', async () => {
    const database = await fixture.docker(1, 'ps', '-q', '-f', 'name=wiki_merri-bek_example_org_db');
    function hook(what: string): Promise<string> {
      return fixture.docker(1, 'exec', database, '/pg_backup.sh', what);
    }
    function sql(line: string): Promise<string> {
      return fixture.docker(1, 'exec', database, 'psql', '-U', 'redmine', '-qtc', line, 'redmine');
    }
    await hook('backup');
    await sql(`delete from wiki_contents where text like 'Gr%'`);
    await hook('restore');
    expect((await sql(`select count(*) from wiki_contents where text like 'Gr%'`)).trim()).toBe('1');
  });
});
