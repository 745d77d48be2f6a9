import { makeAppJsonSchema, makeRegionJsonSchema } from '../../src/manifest/make-json-schema.js';

/** schema/region.schema.json, for the `# yaml-language-server` line of region.yml. */
export async function makeRegionSchemaFile(): Promise<string> {
  return `${JSON.stringify(makeRegionJsonSchema(), null, 2)}\n`;
}

/** schema/app.schema.json, for that of apps/NAME.yml. */
export async function makeAppSchemaFile(): Promise<string> {
  return `${JSON.stringify(makeAppJsonSchema(), null, 2)}\n`;
}
