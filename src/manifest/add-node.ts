import type { z } from 'zod';
import type { nodeSchema } from './node-schema.js';
import { setInYaml } from './edit-yaml.js';

/** region.yml with one more node at the end of `nodes`. */
export function addNode(text: string, name: string, node: z.input<typeof nodeSchema>): string {
  return setInYaml(text, ['nodes', name], node);
}
