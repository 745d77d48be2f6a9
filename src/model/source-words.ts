import type { ValueSource } from './region.js';

/** `env:NAME` or `file:PATH`, as a manifest and a step write it. */
export function sourceWords(source: ValueSource): string {
  return source.kind === 'env' ? `env:${source.name}` : `file:${source.path}`;
}
