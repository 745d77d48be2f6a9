import { resolve } from 'node:path';
import type { ValueSource } from '../model/region.js';

/** `env:NAME` or `file:PATH`; a path counts from the region folder, `~/…` stays for who reads it. */
export function makeValueSource(typed: string, folder: string): ValueSource {
  const rest = typed.slice(typed.indexOf(':') + 1);
  return typed.startsWith('env:') ? { kind: 'env', name: rest } : { kind: 'file', path: fromFolder(folder, rest) };
}

/** A path as typed in the manifest, made whole; `~/…` stays. */
export function fromFolder(folder: string, path: string): string {
  return path.startsWith('~') ? path : resolve(folder, path);
}
