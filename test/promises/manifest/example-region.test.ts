import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import * as z from 'zod';
import { appSchema } from '../../../src/manifest/app-schema.js';
import { manifestSchema } from '../../../src/manifest/manifest-schema.js';
import { readRegion } from '../../../src/manifest/read-region.js';
import { realFiles } from '../../../src/tools/files.js';

const folder = join(import.meta.dirname, '../../../examples/region');

describe('the example region', () => {
  test('reads', async () => {
    const region = await readRegion(realFiles, folder);
    expect(region.apps.map(({ name }) => name)).toEqual([
      'traefik@brunswick',
      'traefik@coburg',
      'postbox',
      'wiki',
      'calendar',
    ]);
    expect(region.apps.find(({ key }) => key === 'wiki')).toMatchObject({
      needs: ['traefik@brunswick', 'postbox'],
      stack: 'garden_wiki',
      recipe: { kind: 'path', name: 'dokuwiki', path: join(folder, 'recipes/dokuwiki') },
      env: { UPLOAD_LIMIT: '64' },
    });
  });

  test('shows every key of the schema', async () => {
    const text = (await realFiles.readText(join(folder, 'region.yml'))) ?? '';
    const keys = [manifestSchema, appSchema].flatMap((schema) => keysOf(z.toJSONSchema(schema, { io: 'input' })));
    expect([...new Set(keys)].filter((key) => !new RegExp(`(?<![\\w-])${key}:`).test(text))).toEqual([]);
  });
});

function keysOf(schema: unknown): string[] {
  if (typeof schema !== 'object' || schema === null) return [];
  if (Array.isArray(schema)) return schema.flatMap(keysOf);
  const own = 'properties' in schema ? Object.keys(schema.properties as object) : [];
  return [...own, ...Object.values(schema).flatMap(keysOf)];
}
