import type { AppManifest } from './app-schema.js';
import type { ManifestFile } from './manifest-file.js';
import type { Path } from './yaml-source.js';
import type { Manifest } from './manifest-schema.js';
import type { Mistake } from './mistake.js';

/** One app as typed, and where. */
export interface TypedApp {
  readonly key: string;
  readonly source: ManifestFile;
  /** Path of its keys in the file: `['apps', 'wiki']`; `[]` where the file is the app. */
  readonly path: Path;
  readonly app: AppManifest;
}

/** Every name that somebody typed, of broken things too: so that one mistake does not cause ten others. */
interface TypedNames {
  readonly nodes: readonly string[];
  readonly stewards: readonly string[];
  readonly apps: readonly string[];
  /** Roles that combine has rules for. */
  readonly roles: readonly string[];
}

/** What is sound in the manifest by itself, and what is not; names are not yet resolved. */
export interface CheckedManifest {
  readonly region: ManifestFile | undefined;
  readonly manifest: Manifest;
  readonly apps: readonly TypedApp[];
  readonly typed: TypedNames;
  readonly mistakes: readonly Mistake[];
}
