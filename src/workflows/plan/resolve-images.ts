import { nodeOf } from '../../model/node-of.js';
import type { ResolvedImage } from '../../model/resolved-image.js';
import type { SeenNode } from '../../model/observation.js';
import type { Region } from '../../model/region.js';
import { imageKey, type ResolvedImages, type WantedApp } from '../../plan/plan-input.js';
import { imagesToResolve } from '../../plan/pin-image.js';
import type { RegistryAuths } from '../../tools/registry-auths.js';
import type { ReadingTools } from '../../tools/tools.js';

const timeoutMs = 5_000;

/** Asks each node's registries for the digests that are not known yet: in parallel, 5 s each; silence is no error here. */
export async function resolveImages(
  tools: ReadingTools,
  region: Region,
  input: { wanted: readonly WantedApp[]; seen: ReadonlyMap<string, SeenNode>; refresh: boolean; auths: RegistryAuths },
): Promise<ResolvedImages> {
  const open = imagesToResolve(input.wanted, input.seen, input.refresh);
  const answers = await Promise.all(
    open.map(async ({ node, reference }) => [imageKey(node, reference), await ask(node, reference)] as const),
  );
  return new Map(answers.flatMap(([key, digest]) => (digest === undefined ? [] : [[key, digest] as const])));

  async function ask(name: string, reference: string): Promise<ResolvedImage | undefined> {
    const node = nodeOf(region, name);
    if (!node) return undefined;
    const { docker } = await tools.nodes.connect(node);
    return docker.resolveImage(reference, await input.auths.authFor(reference), timeoutMs).catch(() => undefined);
  }
}
