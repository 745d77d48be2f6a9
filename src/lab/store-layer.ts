import type { LabTools } from '../tools/lab-tools.js';
import { runHere } from './run-here.js';

/** A layer of an image in the cache's `blobs`: a plain tar, so that its digest is its diff id and nobody has to unzip it. */
export interface Layer {
  readonly digest: string;
  readonly size: number;
}

/** Packs a tree into a layer and removes the tree. The same tree gives the same digest. */
export async function storeLayer(tools: LabTools, tree: string, cache: string): Promise<Layer> {
  const tar = `${tree}.tar`;
  const same = ['--sort=name', '--mtime=@0', '--numeric-owner', '--format=gnu'];
  await runHere(tools, 'tar', [...same, '-C', tree, '-cf', tar, '.']);
  await tools.files.remove(tree);
  const hex = (await runHere(tools, 'sha256sum', [tar])).slice(0, 64);
  const size = Number(await runHere(tools, 'stat', ['-c', '%s', tar]));
  await tools.files.createFolder(`${cache}/blobs`);
  await tools.files.rename(tar, `${cache}/blobs/${hex}`);
  return { digest: `sha256:${hex}`, size };
}
