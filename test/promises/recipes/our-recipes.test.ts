import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { demoImages } from '../../../src/lab/demo-images.js';
import { readRecipeVersions, type RecipeFolder } from '../../../src/lab/read-recipe-versions.js';
import { realFiles } from '../../../src/tools/files.js';

interface Service {
  readonly image: string;
  readonly healthcheck?: unknown;
  readonly deploy?: { readonly labels?: readonly string[]; readonly update_config?: unknown };
}
interface Compose {
  readonly version: string;
  readonly services: Readonly<Record<string, Partial<Service>>>;
  readonly configs?: Readonly<Record<string, { readonly name: string; readonly file: string }>>;
  readonly secrets?: Readonly<Record<string, { readonly name: string; readonly external: boolean }>>;
}

const folder = join(import.meta.dirname, '../../../recipes');
const names = readdirSync(folder).filter((name) => !name.includes('.'));
const all = await Promise.all(
  names.map(async (name) => ({ name, versions: await readRecipeVersions(realFiles, join(folder, name), true) })),
);
const each = all.flatMap(({ name, versions }) => versions.map((version) => ({ name, version, tag: version.version })));

function text({ files }: RecipeFolder, path: string): string {
  return Buffer.from(files.get(path) ?? []).toString('utf8');
}
function composeFiles(version: RecipeFolder): [string, Compose][] {
  const paths = [...version.files.keys()].filter((path) => /^compose.*\.yml$/.test(path));
  return paths.map((path) => [path, parse(text(version, path)) as Compose]);
}
function exportsOf(version: RecipeFolder): Record<string, string> {
  return Object.fromEntries(
    [...text(version, 'abra.sh').matchAll(/^export (\w+)=(\w+)$/gm)].map(([, key, value]) => [key, value]),
  );
}

/** No Debian package has these programs: what uses them is tested by rendering only. */
const notInTheLab = ['ghcr.io/dexidp/dex:v2.41.1', 'quay.io/oauth2-proxy/oauth2-proxy:v7.6.0-alpine'];

test('there are five of them, those of the lab with two versions each', () => {
  expect(names.sort()).toEqual(['calendar', 'login', 'traefik', 'website', 'wiki']);
  for (const { name, versions } of all) expect(versions.length).toBeGreaterThanOrEqual(name === 'login' ? 1 : 2);
});

describe.each(each)('$name $tag', ({ name, version, tag }) => {
  const compose = composeFiles(version);
  const main = compose.find(([path]) => path === 'compose.yml')?.[1];

  test('is tagged <recipe semver>+<upstream version> and says so on its service app', () => {
    expect(tag).toMatch(/^\d+\.\d+\.\d+\+\S+$/);
    expect(main?.services['app']?.deploy?.labels).toContain(`coop-cloud.\${STACK_NAME}.version=${tag}`);
    const upstream = tag.split('+')[1] ?? '';
    expect(main?.services['app']?.image).toContain(`:${upstream}`);
  });

  test('has release notes, a README with the metadata block, a sample with its type', () => {
    expect(text(version, `release/${tag}`).trim()).not.toBe('');
    const metadata = /<!-- metadata -->([\s\S]*)<!-- endmetadata -->/.exec(text(version, 'README.md'))?.[1] ?? '';
    for (const key of ['Category', 'Status', 'Image', 'Healthcheck', 'Backups', 'Email', 'Tests', 'SSO'])
      expect(metadata).toContain(`* **${key}**: `);
    expect(text(version, '.env.sample')).toMatch(new RegExp(`^TYPE=${name}\\n`));
  });

  test('writes one compose version in every file, and each overlay stands in the sample or the README', () => {
    expect(compose.map(([, { version: written }]) => written)).toEqual(compose.map(() => '3.8'));
    const told = text(version, '.env.sample') + text(version, 'README.md');
    for (const [path] of compose) expect(told).toContain(path);
  });

  test('checks the health of every service and goes back where an update fails', () => {
    for (const [path, { services }] of compose)
      for (const [service, { image, healthcheck, deploy }] of Object.entries(services))
        if (image)
          expect({ path, service, healthcheck, update: deploy?.update_config }).toMatchObject({
            healthcheck: { test: expect.anything() },
            update: { failure_action: 'rollback', order: expect.stringMatching(/^(stop|start)-first$/) },
          });
  });

  test('names every config with a version of abra.sh and has its file', () => {
    for (const [, { configs = {} }] of compose)
      for (const [key, { name: full, file }] of Object.entries(configs)) {
        expect(full).toBe(`\${STACK_NAME}_${key}_\${${key.toUpperCase()}_VERSION}`);
        expect(exportsOf(version)).toHaveProperty(`${key.toUpperCase()}_VERSION`);
        expect([...version.files.keys()]).toContain(file);
      }
  });

  test('names every secret in .env.sample, with how it is made', () => {
    for (const [, { secrets = {} }] of compose)
      for (const [key, { name: full, external }] of Object.entries(secrets)) {
        expect([full, external]).toEqual([`\${STACK_NAME}_${key}_\${SECRET_${key.toUpperCase()}_VERSION}`, true]);
        expect(text(version, '.env.sample')).toMatch(
          new RegExp(`^#?SECRET_${key.toUpperCase()}_VERSION=v1  # (length=\\d+|generate=false)`, 'm'),
        );
      }
  });

  test('keeps to names that a long domain leaves room for', () => {
    const keys = compose.flatMap(([, { configs = {}, secrets = {} }]) => [
      ...Object.keys(configs),
      ...Object.keys(secrets),
    ]);
    for (const key of keys) expect('a'.repeat(40).length + key.length + '__v10'.length).toBeLessThanOrEqual(64);
  });

  test('finds its images in the lab without the internet, but for those that are named', () => {
    const images = [...demoImages.map((image) => image.name), ...notInTheLab];
    for (const [, { services }] of compose)
      for (const { image } of Object.values(services)) if (image) expect(images).toContain(image);
  });
});

describe.each(all)('$name from version to version', ({ versions }) => {
  test('raises the version of every config whose file changed, and of no other', () => {
    for (const [index, version] of versions.entries()) {
      const before = versions[index - 1];
      if (!before) continue;
      for (const [, { configs = {} }] of composeFiles(version))
        for (const [key, { file }] of Object.entries(configs)) {
          const name = `${key.toUpperCase()}_VERSION`;
          const changed = text(before, file) !== text(version, file);
          expect({ file, raised: exportsOf(before)[name] !== exportsOf(version)[name] }).toEqual({
            file,
            raised: changed,
          });
        }
    }
  });

  test('holds in a later folder only what it changes', () => {
    for (const [index, version] of versions.entries()) expect(ownFiles(versions[index - 1], version)).not.toEqual([]);
  });
});

function ownFiles(before: RecipeFolder | undefined, version: RecipeFolder): string[] {
  return [...version.files.keys()].filter((path) => !before || text(before, path) !== text(version, path));
}

test('holds templates that read like files a person wrote', () => {
  for (const { version } of each)
    for (const path of version.files.keys()) expect(readableText(text(version, path))).toBe(true);
});

function readableText(content: string): boolean {
  return content.endsWith('\n') && !content.includes('\r') && !content.includes('\t');
}

test('the README beside the recipes tells of each', () => {
  const told = readFileSync(join(folder, 'README.md'), 'utf8');
  for (const name of names) expect(told).toContain(`\`${name}\``);
});
