import { join, resolve } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import * as z from 'zod';
import { makeAppJsonSchema, makeRegionJsonSchema } from '../../src/manifest/make-json-schema.js';
import { parseYaml } from '../../src/manifest/parse-yaml.js';
import { realFiles } from '../../src/tools/files.js';

const folder = join(import.meta.dirname, '../../examples/region');
const schemas = [makeRegionJsonSchema(), makeAppJsonSchema()];

describe('the JSON Schema', () => {
  test('describes every key', () => {
    expect(schemas.flatMap((schema) => undescribed(schema))).toEqual([]);
  });

  test('takes the example, and refuses what tend refuses', async () => {
    // zod reads a oneOf of required keys as two options that both match.
    const oneOf = /,?"oneOf":\[\{"required":\["version"\]\},\{"required":\["commit"\]\}\]/g;
    const text = JSON.stringify(makeRegionJsonSchema()).replace(oneOf, '');
    const schema = z.fromJSONSchema(JSON.parse(text));
    const example = (await realFiles.readText(join(folder, 'region.yml'))) ?? '';
    const value = parseYaml('region.yml', example).source?.value;
    expect(schema.safeParse(value).error).toBeUndefined();
    expect(schema.safeParse({ ...(value as object), node: {} }).success).toBe(false);
    expect(schema.safeParse({ ...(value as object), nodes: { a: { hostKye: 'x' } } }).success).toBe(false);
  });

  test.each(['region.yml', 'apps/calendar.yml'])('is where the first line of %s says', async (file) => {
    const text = (await realFiles.readText(join(folder, file))) ?? '';
    const path = /^# yaml-language-server: \$schema=(\S+)/.exec(text)?.[1] ?? '';
    expect(await realFiles.exists(resolve(folder, file, '..', path))).toBe(true);
  });

  test('allows version or commit, not both and not neither', () => {
    expect(schemas.every((schema) => JSON.stringify(schema).includes('"oneOf":[{"required":["version"]}'))).toBe(true);
  });
});

function undescribed(schema: unknown, path = ''): string[] {
  if (typeof schema !== 'object' || schema === null) return [];
  const properties = 'properties' in schema ? Object.entries(schema.properties as object) : [];
  const own = properties.filter(([, value]) => !(value as { description?: string }).description);
  const inner = Object.entries(schema).flatMap(([key, value]) => undescribed(value, `${path}/${key}`));
  return [...own.map(([key]) => `${path}/${key}`), ...inner];
}
