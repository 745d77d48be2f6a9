import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { App } from '../../../src/model/region.js';
import type { Recipe } from '../../../src/model/recipe.js';
import { recipeInFolder } from '../../render/support/recipe-in-folder.js';
import { recipeOf } from '../../render/support/recipe-of.js';

/** A recipe and how an app uses it, to be deployed by docker and by us. */
export interface RenderCase {
  readonly name: string;
  readonly recipe: () => Recipe;
  readonly app: Partial<App>;
}

const root = join(import.meta.dirname, '../../..');
/** Not part of this repository; a machine without it has fewer cases. */
const vectors = join(root, '../shared/vectors/compose');

const ours: readonly (readonly [string, string, ...string[]])[] = [
  ['calendar', '1.0.0+3.5.5', 'http', 'users'],
  ['traefik', '1.0.0+v3.5.3', 'host'],
  ['website', '1.0.0+1.26.3', 'git', 'http'],
  ['wiki', '1.0.0+5.0.9', 'smtp', 'http'],
];

/** Every case that this machine has; `bundles` is a folder of cloned recipes. */
export function renderCases(bundles: string | undefined): RenderCase[] {
  return [
    ...corpus('odd', [], ['more']),
    ...corpus('layers', [], ['over'], ['over', 'last']),
    ...ours.flatMap(([name, version, ...overlays]) => [
      inFolder(join(root, 'recipes', name, version), name, []),
      inFolder(join(root, 'recipes', name, version), name, overlays),
    ]),
    ...fromVectors(),
    ...(bundles ? fromBundles(bundles) : []),
  ];
}

function corpus(name: string, ...overlays: readonly string[][]): RenderCase[] {
  return overlays.map((chosen) => inFolder(join(root, 'test/render/corpus', name), name, chosen));
}

/** Secrets whose version stands in a comment of .env.sample only. */
const overlaySecrets: Readonly<Record<string, readonly string[]>> = { calendar: ['users'], wiki: ['smtp_password'] };

function inFolder(folder: string, name: string, overlays: readonly string[]): RenderCase {
  return {
    name: [name, ...overlays].join('+'),
    recipe: () => recipeInFolder(folder, { name }),
    app: {
      overlays,
      secrets: Object.fromEntries((overlaySecrets[name] ?? []).map((key) => [key, { kind: 'ask' } as const])),
      env: { ODD: 'a b $X ${Y} "q" \'p\' #c', LINES: 'a\nb', NONE: '' },
    },
  };
}

function fromBundles(folder: string): RenderCase[] {
  const ari = { ari_password: { kind: 'generate' }, bridge_secret: { kind: 'generate' } } as const;
  const ovh = { SECRET_OVH_APP_SECRET_VERSION: 'v1', SECRET_OVH_CONSUMER_KEY: 'v1' };
  const llamenos = inFolder(join(folder, 'llamenos'), 'llamenos', ['asterisk', 'signal', 'transcription']);
  const traefik = inFolder(join(folder, 'traefik'), 'traefik', ['ovh', 'host', 'smtp']);
  return [
    inFolder(join(folder, 'go-ssb-room'), 'go-ssb-room', []),
    inFolder(join(folder, 'traefik'), 'traefik', []),
    { ...traefik, app: { ...traefik.app, env: ovh } },
    inFolder(join(folder, 'llamenos'), 'llamenos', []),
    { ...llamenos, app: { ...llamenos.app, secrets: ari } },
  ];
}

/**
 * docker/cli's own examples. Left out of the full one: binds of paths beside the file, a cluster volume (engine 23), what
 * an engine refuses (its constraint, ingress ports with dnsrr, volumes without a path), start_interval and driver_opts (client 25).
 */
function fromVectors(): RenderCase[] {
  if (!existsSync(vectors)) return [];
  const full = readVector('full-example.yml')
    .replace(/^version.*$/m, 'version: "3.9"')
    .replace(/^ {6}- (?:\.|~).*:\/.*$/gm, '')
    .replace('- /opt/data:/var/lib/mysql', '- /opt/data:/opt/data')
    .replace('- datavolume:/var/lib/mysql', '- some-volume:/var/some')
    .replace(
      / {6}- type: bind\n {8}source: .\/opt\n {8}target: \/opt\n/,
      '      - type: bind\n        source: /opt\n        target: /optional\n',
    )
    .replace(/ {6}- type: cluster\n(?: {8}.*\n){2}/, '')
    .replace(/ {8}driver_opts:\n(?: {10}"driveropt.*\n)+/, '')
    .replace(/ {6}start_interval.*\n/, '')
    .replace("'0.0001'", "'0.01'")
    .replace('[node=foo]', '[node.labels.x==foo]')
    .replace('endpoint_mode: dnsrr', 'endpoint_mode: vip')
    .replace(/ {10}generic_resources:\n(?: {12,}.*\n)+/, '')
    .replace(/file: .\/(?:config|secret)_data/g, 'file: ./data')
    .replace(/ {2}(config|secret)4:\n {4}name: (\w+)\n/g, '  $14:\n    name: $2\n    file: ./data\n')
    .replace(/ {2}cluster-volume:[\s\S]*?\n\n(?=configs)/, '\n')
    .replace('driver: overlay\n      # driver_opts', 'driver: default\n      # driver_opts')
    .replace(/ {6}- subnet: 2001.*\n/, '')
    .replace('\n  some-network:\n', '\n  some-network:\n  other-other-network:\n');
  const named = readVector('stack-with-named-resources.yml').replace(
    '[volume1, volume2]',
    '["volume1:/a", "volume2:/b"]',
  );
  const texts = {
    data: 'data\n',
    'example1.env': readVector('example1.env'),
    'example2.env': readVector('example2.env'),
  };
  return [
    example('full-example', full, texts),
    example('full-stack', readVector('full-stack.yml'), texts),
    example('named-resources', named, texts),
  ];
}

function example(name: string, compose: string, texts: Readonly<Record<string, string>>): RenderCase {
  return { name, recipe: () => recipeOf({ ...texts, 'compose.yml': compose }, { name }), app: {} };
}

function readVector(file: string): string {
  return readFileSync(join(vectors, file), 'utf8');
}
