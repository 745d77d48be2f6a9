import { invalidCompose } from './invalid-compose.js';
import type { LoadedService } from './load-service.js';
import type { Around } from './around.js';

/** `credential_spec` (Windows); a config stands there by name until the node fills its id in. */
export function convertPrivileges(
  where: string,
  service: LoadedService,
  { stack, compose }: Around,
): Record<string, unknown> {
  const { config, file, registry } = service.credential_spec ?? {};
  const said = [config, file, registry].filter(Boolean).length;
  if (said > 1) throw invalidCompose(where, 'has more than one of config, file and registry', 'keep one of them');
  if (config) return { CredentialSpec: { Config: compose.configs[config]?.name || `${stack}_${config}` } };
  if (file) return { CredentialSpec: { File: file } };
  return registry ? { CredentialSpec: { Registry: registry } } : {};
}
