import { join } from 'node:path';
import type { ManifestEdit } from '../../manifest/manifest-edit.js';
import { readRegion } from '../../manifest/read-region.js';
import { KnownError } from '../../model/known-error.js';
import type { ObservedService } from '../../model/observation.js';
import { findStillDifferent } from '../../plan/find-still-different.js';
import { withoutUnknownFields } from '../../plan/without-unknown-fields.js';
import type { WantedApp } from '../../plan/plan-input.js';
import { renderApp } from '../../render/render-app.js';
import { filesWith } from '../../tools/files-with.js';
import type { ReadingFiles } from '../../tools/files.js';

/** An edit of an app that is meant to say what runs, not yet written. */
export interface MeantEdit {
  readonly folder: string;
  readonly edit: ManifestEdit;
  readonly wanted: WantedApp;
  readonly running: readonly ObservedService[];
  /** Of the node: what its engine does not know is wanted in vain. */
  readonly engineVersion: string;
}

/** Reads the manifest as it would be with the edit: what an apply would still change at what runs; a text each. */
export async function findStillWanted(files: ReadingFiles, meant: MeantEdit): Promise<string[]> {
  const { folder, edit, wanted, running, engineVersion } = meant;
  try {
    const region = await readRegion(filesWith(files, join(folder, edit.file), edit.after), folder);
    const app = region.apps.find(({ name }) => name === wanted.app.name);
    if (!app) return [wanted.app.name];
    return findStillDifferent(running, withoutUnknownFields(renderApp(wanted.recipe, app).specs, engineVersion).specs);
  } catch (error) {
    if (error instanceof KnownError) return ['the manifest would no longer be valid'];
    throw error;
  }
}
