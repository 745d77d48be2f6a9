import { basename, resolve } from 'node:path';
import type { RecipeSource } from '../model/region.js';

/**
 * What `recipe:` stands for: a path (`./recipes/wiki`, from the region folder), a git URL
 * (`https://…`, `ssh://…`, `git@host:path`, `file://…`), else a name in the catalogue.
 */
export function makeRecipeSource(typed: string, folder: string): RecipeSource {
  if (/^\.{0,2}\//.test(typed)) {
    const path = resolve(folder, typed);
    return { kind: 'path', name: nameOf(path), path };
  }
  if (isUrl(typed)) return { kind: 'url', name: nameOf(typed), url: typed };
  return { kind: 'name', name: typed };
}

/** Whether it is a git URL, the short form of ssh included. */
export function isUrl(typed: string): boolean {
  return /^[a-z][a-z0-9+]*:\/\//.test(typed) || /^(?:[A-Za-z0-9._-]+@)?[A-Za-z0-9._-]+:[^:]/.test(typed);
}

function nameOf(address: string): string {
  return basename(address.replace(/\/+$/, '').replace(/^.*:(?!\/)/, '')).replace(/\.git$/, '');
}
