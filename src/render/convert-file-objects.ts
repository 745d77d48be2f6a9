import { compareText } from '../model/compare-text.js';
import type { ConfigSpec, SecretUse } from '../model/stack-specs.js';
import { invalidCompose } from './invalid-compose.js';
import type { LoadedFileObject } from './load-compose.js';
import { given } from '../model/given.js';
import type { Around } from './around.js';

type Files = ReadonlyMap<string, Uint8Array>;

/** Configs that the stack makes, and secrets that its services use, with content where a file has it. */
export function convertFileObjects(around: Around, files: Files): { configs: ConfigSpec[]; secrets: SecretUse[] } {
  const { configs, secrets, services } = around.compose;
  const used = new Set(
    Object.values(services).flatMap((service) => (service.secrets ?? []).map(({ source }) => source)),
  );
  return {
    configs: sorted(configs).flatMap(([key, config]) =>
      config.external ? [] : [fileObject(`configs.${key}`, { key, object: config, stack: around.stack }, files)],
    ),
    secrets: sorted(secrets).flatMap(([key, secret]) => {
      const use = { key, name: secret.name || `${around.stack}_${key}`, external: secret.external ?? false };
      if (secret.external) return used.has(key) ? [use] : [];
      return [{ ...use, spec: secretSpec(key, secret, { around, files }) }];
    }),
  };
}

function sorted<T>(objects: Readonly<Record<string, T>>): [string, T][] {
  return Object.entries(objects).sort(([a], [b]) => compareText(a, b));
}

interface Wanted {
  readonly key: string;
  readonly object: LoadedFileObject;
  readonly stack: string;
}

function fileObject(where: string, { key, object, stack }: Wanted, files: Files): ConfigSpec {
  return {
    Name: object.name || `${stack}_${key}`,
    Labels: { ...object.labels, 'com.docker.stack.namespace': stack },
    Data: object.driver ? '' : content(where, object.file ?? '', files),
    ...given({ Templating: object.template_driver ? { Name: object.template_driver } : undefined }),
  };
}

function secretSpec(
  key: string,
  secret: LoadedFileObject,
  { around, files }: { readonly around: Around; readonly files: Files },
): NonNullable<SecretUse['spec']> {
  const spec = fileObject(`secrets.${key}`, { key, object: secret, stack: around.stack }, files);
  if (!secret.driver) return spec;
  return { ...spec, Driver: { Name: secret.driver, ...given({ Options: secret.driver_opts }) } };
}

function content(where: string, path: string, files: Files): string {
  const bytes = files.get(path);
  if (!bytes)
    throw invalidCompose(where, `takes its content from ${path}, which is not there`, 'name a file of the recipe');
  if (bytes.length === 0)
    throw invalidCompose(
      where,
      `takes its content from ${path}, which is empty`,
      'give it a line: a swarm refuses an empty one',
    );
  return Buffer.from(bytes).toString('base64');
}
