import type { App } from '../model/region.js';
import type { TypedApp } from './checked-manifest.js';
import type { Path } from './yaml-source.js';
import type { Mistake } from './mistake.js';

/** An app on one node, before its needs are resolved. */
export interface Instance {
  readonly app: App;
  readonly from: TypedApp;
}

/** A mistake in an app, at a path within its keys. */
export function mistakeIn(from: TypedApp, path: Path, says: string): Mistake {
  return { at: from.source.place([...from.path, ...path], 'value'), says };
}
