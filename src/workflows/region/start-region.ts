import { join } from 'node:path';
import { makeFirstManifest, type FirstManifest } from '../../manifest/make-first-manifest.js';
import { readRegion } from '../../manifest/read-region.js';
import { KnownError } from '../../model/known-error.js';
import type { Tools } from '../../tools/tools.js';
import { makePseudonym } from './make-pseudonym.js';
import { keepFirstSteward } from './said-actor.js';

/** What a person says who starts a region. */
export type RegionWish = Omit<FirstManifest, 'steward'> & { readonly steward?: string };

/** What was made where. */
export interface StartedRegion {
  readonly folder: string;
  readonly steward: FirstManifest['steward'];
  readonly newRepository: boolean;
  readonly committed: boolean;
}

/** Writes a region.yml where there is none, in a git repository, and commits it. Never overwrites. */
export async function startRegion(
  tools: Pick<Tools, 'environment' | 'files' | 'git' | 'random'>,
  folder: string,
  wish: RegionWish,
): Promise<StartedRegion> {
  const path = join(folder, 'region.yml');
  if (await tools.files.exists(path))
    throw new KnownError('USAGE', `${path} is there already: nothing was written`, {
      tryThis: ['tend doctor', 'tend plan'],
    });
  const steward = { name: wish.steward ?? ownName(tools.environment.userName), id: makePseudonym(tools.random) };
  await tools.files.write(path, makeFirstManifest({ ...wish, steward }));
  const region = await readRegion(tools.files, folder).catch(async (error: unknown) => {
    await tools.files.remove(path);
    throw asTyped(error);
  });
  await keepFirstSteward(tools, region);
  const inside = await tools.git.run(['rev-parse', '--is-inside-work-tree'], { cwd: folder });
  const newRepository = inside.exitCode !== 0;
  if (newRepository) await tools.git.run(['init', '-q', '-b', 'main'], { cwd: folder });
  return { folder, steward, newRepository, committed: await commit(tools, folder) };
}

/** What is wrong was typed, and the file that was made of it is gone again: its lines say nothing to anybody. */
function asTyped(error: unknown): unknown {
  if (!(error instanceof KnownError) || error.code !== 'MANIFEST_INVALID') return error;
  return new KnownError('USAGE', 'no region was started: something that was typed cannot stand in region.yml', {
    details: error.details.map((line) => line.replace(/^region\.yml:\d+:\d+ +/, '')),
    tryThis: ['type it again with that corrected; what each word and flag means: tend init --help'],
  });
}

async function commit({ git }: Pick<Tools, 'git'>, folder: string): Promise<boolean> {
  await git.run(['add', '--', 'region.yml'], { cwd: folder });
  const done = await git.run(['commit', '-q', '-m', 'Start the region', '--', 'region.yml'], { cwd: folder });
  return done.exitCode === 0;
}

/** The login as a name in the manifest; root is nobody. */
export function ownName(login: string): string {
  const name = login.toLowerCase().replace(/[^a-z0-9-]/g, '');
  return name === '' || name === 'root' || name.startsWith('-') || name.endsWith('-') ? 'me' : name;
}
