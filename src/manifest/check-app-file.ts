import { basename } from 'node:path';
import * as z from 'zod';
import { isMapping } from '../model/is-mapping.js';
import { appSchema, appsSchema } from './app-schema.js';
import { checkApp } from './check-app.js';
import { checkShape, typedNames } from './check-shape.js';
import type { TypedApp } from './checked-manifest.js';
import type { ManifestFile } from './manifest-file.js';
import type { Mistake } from './mistake.js';
import { nameSchema } from './value-schemas.js';

/** A file with several apps. */
const severalSchema = z
  .strictObject({ apps: appsSchema.meta({ description: 'Several apps, by name.' }) })
  .meta({ title: 'a file of several apps' });

/** What apps/NAME.yml may hold: the keys of one app, whose name is the file's, or several under `apps`. */
export const appFileSchema = z.union([appSchema, severalSchema]);

export interface CheckedAppFile {
  readonly apps: readonly TypedApp[];
  readonly names: readonly string[];
  readonly mistakes: readonly Mistake[];
}

export function checkAppFile(source: ManifestFile): CheckedAppFile {
  return isMapping(source.value) && 'apps' in source.value ? checkSeveral(source) : checkOne(source);
}

function checkSeveral(source: ManifestFile): CheckedAppFile {
  const { content, mistakes } = checkShape(source, severalSchema, { apps: {} });
  const names = typedNames(source.value, 'apps');
  return {
    apps: Object.entries(content?.apps ?? {}).map(([key, app]) => ({ key, source, path: ['apps', key], app })),
    names,
    mistakes: [...mistakes, ...names.flatMap((key) => checkApp(source, ['apps', key]))],
  };
}

function checkOne(source: ManifestFile): CheckedAppFile {
  const key = basename(source.file).replace(/\.ya?ml$/i, '');
  const { content, mistakes } = checkShape(source, appSchema);
  const name = nameSchema.safeParse(key);
  const badName = name.error?.issues.map(({ message }) => ({
    at: { file: source.file },
    says: `the name of the file ${message}. It is the name of the app.`,
  }));
  return {
    apps: content && mistakes.length === 0 && name.success ? [{ key, source, path: [], app: content }] : [],
    names: [key],
    mistakes: [...(badName ?? []), ...mistakes, ...checkApp(source, [])],
  };
}
