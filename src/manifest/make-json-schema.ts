import * as z from 'zod';
import { appFileSchema } from './check-app-file.js';
import { manifestSchema } from './manifest-schema.js';

/** schema/region.schema.json: what editors check region.yml against. */
export function makeRegionJsonSchema(): object {
  return named('region.yml of tend', manifestSchema);
}

/** schema/app.schema.json: the same for apps/NAME.yml. */
export function makeAppJsonSchema(): object {
  return named('apps/NAME.yml of tend', appFileSchema);
}

/** Draft 7: what the YAML language servers of editors know best. */
function named(title: string, schema: z.ZodType): object {
  return { ...z.toJSONSchema(schema, { io: 'input', target: 'draft-7' }), title };
}
