import { isMapping } from '../model/is-mapping.js';
import { parseJson } from '../model/parse-json.js';
import { createHash } from 'node:crypto';
import { given } from '../model/given.js';
import type { LabTools } from '../tools/lab-tools.js';
import { buildFilesLayer } from './build-files-layer.js';
import { buildPackagesLayer } from './build-packages-layer.js';
import type { ImageRecipe } from './image-recipe.js';
import { runHere } from './run-here.js';
import type { Layer } from './store-layer.js';

/** An image in the cache (`$XDG_CACHE_HOME/tend/lab-images`). */
export interface BuiltImage {
  readonly name: string;
  /** Digest of its manifest, which is what a service is pinned to. */
  readonly digest: string;
  /** Everything that a registry must hold for it: digests of manifest, config and layers. */
  readonly blobs: readonly string[];
}

/** Makes an image of a recipe, or takes it from the cache. Each name has a digest of its own, even with the same content. */
export async function buildImage(tools: LabTools, recipe: ImageRecipe): Promise<BuiltImage> {
  const cache = imageCache(tools);
  const key = createHash('sha256')
    .update(JSON.stringify(['1', recipe]))
    .digest('hex')
    .slice(0, 24);
  const record = `${cache}/images/${key}.json`;
  const recorded = await tools.files.readText(record);
  const kept = parseJson(recorded ?? '');
  // One that a full disk cut short is made anew.
  if (isMapping(kept)) return kept as unknown as BuiltImage;
  const release = await waitForTurn(tools);
  try {
    const packages = await buildPackagesLayer(tools, recipe, cache);
    const files = await buildFilesLayer(tools, recipe, { cache, tree: `${cache}/tree-${key}` });
    const image = await writeImage(tools, recipe, [packages, files]);
    await tools.files.write(record, JSON.stringify(image));
    return image;
  } finally {
    await release();
  }
}

/** Folder of what was built; it may be removed at any time. */
export function imageCache(tools: LabTools): string {
  return `${tools.environment.cacheFolder}/lab-images`;
}

/** Two who build at once would write into the same folders. */
async function waitForTurn(tools: LabTools): Promise<() => Promise<void>> {
  for (;;) {
    const release = await tools.exclusive.hold(`tend-lab-images ${imageCache(tools)}`.slice(0, 100));
    if (release) return release;
    await tools.clock.sleep(100);
  }
}

async function writeImage(tools: LabTools, recipe: ImageRecipe, layers: readonly Layer[]): Promise<BuiltImage> {
  const config = await writeBlob(tools, await imageConfig(tools, recipe, layers));
  const manifest = await writeBlob(tools, {
    schemaVersion: 2,
    mediaType: 'application/vnd.docker.distribution.manifest.v2+json',
    config: { mediaType: 'application/vnd.docker.container.image.v1+json', ...config },
    layers: layers.map((layer) => ({ mediaType: 'application/vnd.docker.image.rootfs.diff.tar.gzip', ...layer })),
  });
  const blobs = [manifest, config, ...layers].map(({ digest }) => digest);
  return { name: recipe.name, digest: manifest.digest, blobs };
}

/** Image config as Docker stores it (image spec v1.2). */
async function imageConfig(tools: LabTools, recipe: ImageRecipe, layers: readonly Layer[]): Promise<unknown> {
  const { entrypoint, cmd, user, workingFolder, volumes = [], ports = [], healthcheck, labels } = recipe;
  const env = { PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin', ...recipe.env };
  return {
    architecture: (await runHere(tools, 'dpkg', ['--print-architecture'])).trim(),
    os: 'linux',
    created: '2026-01-01T00:00:00Z',
    config: {
      Env: Object.entries(env).map(([key, value]) => `${key}=${value}`),
      ...given({
        Entrypoint: entrypoint,
        Cmd: cmd,
        User: user,
        WorkingDir: workingFolder,
        Volumes: volumes.length > 0 ? emptyObjects(volumes) : undefined,
        ExposedPorts: ports.length > 0 ? emptyObjects(ports) : undefined,
        Healthcheck: healthcheck ? dockerHealthcheck(healthcheck) : undefined,
      }),
      Labels: { ...labels, 'tend.lab.image': recipe.name },
    },
    rootfs: { type: 'layers', diff_ids: layers.map(({ digest }) => digest) },
    history: layers.map(() => ({ created: '2026-01-01T00:00:00Z', created_by: 'tend lab' })),
  };
}

function emptyObjects(names: readonly string[]): Record<string, object> {
  return Object.fromEntries(names.map((name) => [name, {}]));
}

function dockerHealthcheck(check: NonNullable<ImageRecipe['healthcheck']>): Record<string, unknown> {
  const { command, interval = 10, timeout = 5, startPeriod = 0, retries = 3 } = check;
  return {
    Test: ['CMD-SHELL', command],
    Interval: nanoseconds(interval),
    Timeout: nanoseconds(timeout),
    StartPeriod: nanoseconds(startPeriod),
    Retries: retries,
  };
}

function nanoseconds(seconds: number): number {
  return Math.round(seconds * 1e9);
}

async function writeBlob(tools: LabTools, value: unknown): Promise<Layer> {
  const text = JSON.stringify(value);
  const hex = createHash('sha256').update(text).digest('hex');
  await tools.files.write(`${imageCache(tools)}/blobs/${hex}`, text);
  return { digest: `sha256:${hex}`, size: Buffer.byteLength(text) };
}
