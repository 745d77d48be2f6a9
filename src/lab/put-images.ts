import type { LabTools } from '../tools/lab-tools.js';
import { buildImage, imageCache, type BuiltImage } from './build-image.js';
import type { ImageRecipe } from './image-recipe.js';
import type { Lab } from '../model/lab.js';
import { runHere, tryHere } from './run-here.js';

/**
 * Builds images and lays them into a lab's registry, where its servers find them under their real names. Nothing is sent:
 * the registry reads its storage (distribution's filesystem layout) anew for each question.
 */
export async function putImages(tools: LabTools, lab: Lab, recipes: readonly ImageRecipe[]): Promise<BuiltImage[]> {
  const images = [];
  for (const recipe of recipes) {
    const image = await buildImage(tools, recipe);
    await putImage(tools, lab, image);
    images.push(image);
  }
  return images;
}

/** `ghcr.io/example/app:1` → `example/app` and `1`; `postgres:15` → `library/postgres` and `15`, as on Docker Hub. */
export function placeInRegistry(name: string): { repository: string; tag: string } {
  const [path = '', tag = 'latest'] = name.split(/:(?=[^/]*$)/);
  const [first = '', ...rest] = path.split('/');
  const isHost = rest.length > 0 && /[.:]|^localhost$/.test(first);
  const repository = isHost ? rest.join('/') : path;
  const isHub = !isHost || /^(index\.|registry-1\.)?docker\.io$/.test(first);
  return { repository: isHub && !repository.includes('/') ? `library/${repository}` : repository, tag };
}

async function putImage(tools: LabTools, lab: Lab, image: BuiltImage): Promise<void> {
  const root = `${lab.folder}/registry/storage/docker/registry/v2`;
  const { repository, tag } = placeInRegistry(image.name);
  const own = `${root}/repositories/${repository}`;
  for (const digest of image.blobs) await putBlob(tools, root, digest);
  for (const digest of image.blobs.slice(1)) await tools.files.write(`${own}/_layers/${folderOf(digest)}/link`, digest);
  const manifests = `${own}/_manifests`;
  const manifest = folderOf(image.digest);
  await tools.files.write(`${manifests}/revisions/${manifest}/link`, image.digest);
  await tools.files.write(`${manifests}/tags/${tag}/index/${manifest}/link`, image.digest);
  await tools.files.write(`${manifests}/tags/${tag}/current/link`, image.digest);
}

/** A hard link where cache and lab are on one disk, otherwise a copy. */
async function putBlob(tools: LabTools, root: string, digest: string): Promise<void> {
  const hex = digest.slice('sha256:'.length);
  const folder = `${root}/blobs/sha256/${hex.slice(0, 2)}/${hex}`;
  if (await tools.files.exists(`${folder}/data`)) return;
  await tools.files.createFolder(folder);
  const from = `${imageCache(tools)}/blobs/${hex}`;
  const linked = await tryHere(tools, 'ln', [from, `${folder}/data`]);
  if (linked.exitCode !== 0) await runHere(tools, 'cp', [from, `${folder}/data`]);
}

function folderOf(digest: string): string {
  return digest.replace(':', '/');
}
