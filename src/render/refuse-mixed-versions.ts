import { KnownError } from '../model/known-error.js';
import type { ComposeSource } from './parse-compose-file.js';

/** All files say the same version, or none: docker refuses anything else. COMPOSE_INVALID. */
export function refuseMixedVersions(sources: readonly ComposeSource[]): void {
  const said = sources.map(({ file, content }) => ({ file, version: versionOf(content['version']) }));
  const other = said.find(({ version }) => version !== said[0]?.version);
  if (!other) return;
  throw new KnownError(
    'COMPOSE_INVALID',
    `${other.file}: version ${other.version} differs from ${said[0]?.version ?? ''} in ${said[0]?.file ?? ''}`,
    { at: { file: other.file }, tryThis: ['write the same version in every compose file'] },
  );
}

/** None and plain 3 mean the newest one. */
function versionOf(version: unknown): string {
  return typeof version === 'string' && version !== '3' && version !== '' ? version : '3.13';
}
