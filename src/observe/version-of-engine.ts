import type { Raw } from '../tools/docker.js';
import { text } from './raw.js';

/** The version of an engine without what its packager added (`20.10.24`), of its answer to GET /info; empty: unknown. */
export function versionOfEngine(info: Raw): string {
  return (text(info, 'ServerVersion') ?? '').replace(/\+.*$/, '');
}
