import { compareText } from '../model/compare-text.js';
import type { ConfigReference, SecretReference } from '../model/service-spec.js';
import type { ComposeFileReference } from './compose-service-parts.js';
import { invalidCompose } from './invalid-compose.js';
import type { LoadedService } from './load-service.js';
import type { Around } from './around.js';

/** The secrets of a service, sorted by name on the swarm. */
export function convertSecretReferences(name: string, service: LoadedService, around: Around): SecretReference[] {
  return (service.secrets ?? [])
    .map((reference) => ({
      File: fileTarget(reference),
      SecretName: nameOf(`services.${name}`, { section: 'secrets', key: reference.source ?? '' }, around),
    }))
    .sort((a, b) => compareText(a.SecretName, b.SecretName));
}

/** The configs of a service, sorted by name; that of a credential spec is one without a file. */
export function convertConfigReferences(name: string, service: LoadedService, around: Around): ConfigReference[] {
  const where = `services.${name}`;
  const files = (service.configs ?? []).map((reference) => ({
    File: fileTarget(reference),
    ConfigName: nameOf(where, { section: 'configs', key: reference.source ?? '' }, around),
  }));
  const credential = service.credential_spec?.config;
  const runtime = credential
    ? [{ Runtime: {}, ConfigName: nameOf(where, { section: 'configs', key: credential }, around) }]
    : [];
  return [...files, ...runtime].sort((a, b) => compareText(a.ConfigName, b.ConfigName));
}

function nameOf(
  where: string,
  { section, key }: { readonly section: 'secrets' | 'configs'; readonly key: string },
  { stack, compose }: Around,
): string {
  const object = compose[section][key];
  if (object) return object.name || `${stack}_${key}`;
  throw invalidCompose(`${where}.${section}`, `names ${key}, which is not defined`, `add ${key} to ${section}:`);
}

/** Root's and readable for all, in /run/secrets or at the root, where it does not say. */
function fileTarget({ source = '', target, uid, gid, mode }: ComposeFileReference): Record<string, unknown> {
  return { Name: target || source, UID: uid || '0', GID: gid || '0', Mode: mode ?? 0o444 };
}
