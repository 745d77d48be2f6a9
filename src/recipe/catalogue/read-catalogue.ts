import { createHash } from 'node:crypto';
import { join } from 'node:path';
import * as z from 'zod';
import type { Catalogue } from '../../model/catalogue.js';
import { KnownError } from '../../model/known-error.js';
import type { Clock } from '../../tools/clock.js';
import type { Environment } from '../../tools/environment.js';
import type { Files } from '../../tools/files.js';
import type { Git } from '../../tools/git.js';
import type { Random } from '../../tools/random.js';
import type { Web, WebAnswer } from '../../tools/web.js';
import { findCataloguePlace, type CataloguePlace } from './catalogue-place.js';
import { listRecipes } from './list-recipes.js';
import { parseCatalogue } from './parse-catalogue.js';
import type { WaysOn } from '../../model/ways-on.js';
import { withoutCredentials } from '../../model/without-credentials.js';

/** What reading a catalogue needs; only the cache is written. */
export interface CatalogueTools {
  readonly clock: Pick<Clock, 'now'>;
  readonly environment: Pick<Environment, 'cacheFolder'>;
  readonly files: Pick<Files, 'exists' | 'list' | 'readText' | 'write' | 'remove'>;
  readonly git: Git;
  readonly random: Pick<Random, 'name'>;
  readonly web: Web;
}

export interface CatalogueOptions {
  /** Reads it anew even where the cache holds a young one. */
  readonly fresh?: boolean;
  /** Takes what the cache holds, however old. */
  readonly offline?: boolean;
}

const timeoutMs = 30_000;
/** A recipe's versions seldom change twice a day; whoever waits for one says so. */
const youngMs = 24 * 3600 * 1000;

/**
 * The recipes of a catalogue: a recipes.json (file, URL, in a git repository), or a folder of recipes. What comes from
 * elsewhere is kept in the cache, taken from there for a day, and whenever it cannot be had.
 * Throws RECIPE_NOT_FOUND where there is none, RECIPE_INVALID where it is something else.
 */
export async function readCatalogue(
  tools: CatalogueTools,
  address: string,
  options: CatalogueOptions = {},
): Promise<Catalogue> {
  const place = await findCataloguePlace(tools.files, address);
  if (place.kind === 'folder') return readFolder(tools, place.path);
  if (place.kind === 'unlisted') throw cannotBeListed(place.url);
  if (place.kind === 'file') return readFile(tools, place.path);
  return readElsewhere(tools, place, options);
}

async function readFolder(tools: CatalogueTools, path: string): Promise<Catalogue> {
  if (!(await tools.files.exists(path))) throw notThere(path, 'there is no such folder');
  const recipes = await listRecipes(tools.files, path);
  if (recipes.length === 0) throw noCatalogue(path);
  return { from: path, recipes, notices: [] };
}

async function readFile(tools: CatalogueTools, path: string): Promise<Catalogue> {
  const text = await tools.files.readText(path);
  if (text === undefined) throw notThere(path, 'there is no such file');
  return { from: path, ...parsed(path, text) };
}

type Elsewhere = Extract<CataloguePlace, { readonly url: string }>;

async function readElsewhere(tools: CatalogueTools, place: Elsewhere, options: CatalogueOptions): Promise<Catalogue> {
  const kept = await readKept(tools, place.url);
  const isYoung = kept && Date.parse(tools.clock.now()) - Date.parse(kept.readAt) < youngMs;
  if (kept && (options.offline || (isYoung && !options.fresh))) return keptCatalogue(place.url, kept);
  if (options.offline)
    throw notThere(place.url, 'it was never read on this machine', ['read it once without --offline']);
  const answer =
    place.kind === 'git' ? await readFromGit(tools, place.url) : await tools.web.getText(place.url, timeoutMs);
  if ('text' in answer) return keep(tools, place.url, answer.text);
  if (!kept) throw notThere(place.url, answer.failed);
  const { notices, ...rest } = keptCatalogue(place.url, kept);
  const shown = withoutCredentials(place.url);
  return {
    ...rest,
    notices: [...notices, `${shown} cannot be read now: ${answer.failed}; what was read before is used`],
  };
}

/** `{ "version": 1, "from": URL, "readAt": time, "text": recipes.json }` */
const keptSchema = z.object({ version: z.literal(1), from: z.string(), readAt: z.string(), text: z.string() });
type Kept = z.infer<typeof keptSchema>;

async function readKept(tools: CatalogueTools, url: string): Promise<Kept | undefined> {
  const text = await tools.files.readText(keptPath(tools, url));
  try {
    const kept = keptSchema.safeParse(JSON.parse(text ?? 'null')).data;
    return kept?.from === url && parseCatalogue(kept.text) ? kept : undefined;
  } catch {
    return undefined; // Cut short by a full disk: it is read anew.
  }
}

function keptPath({ environment }: CatalogueTools, url: string): string {
  const hash = createHash('sha256').update(url).digest('hex').slice(0, 16);
  return join(environment.cacheFolder, 'catalogues', `${hash}.json`);
}

function keptCatalogue(url: string, { readAt, text }: Kept): Catalogue {
  return { from: withoutCredentials(url), readAt, ...parsed(url, text) };
}

async function keep(tools: CatalogueTools, url: string, text: string): Promise<Catalogue> {
  const kept: Kept = { version: 1, from: url, readAt: tools.clock.now(), text };
  const catalogue = keptCatalogue(url, kept);
  await tools.files.write(keptPath(tools, url), JSON.stringify(kept));
  return catalogue;
}

/** The newest commit only: the history of a catalogue is long, and of no use here. */
async function readFromGit({ git, files, environment, random }: CatalogueTools, url: string): Promise<WebAnswer> {
  const folder = join(environment.cacheFolder, 'catalogues', `${random.name()}.git`);
  const here = { timeoutMs: 120_000, env: { GIT_DIR: folder, GIT_ALLOW_PROTOCOL: 'file:git:http:https:ssh' } };
  try {
    const made = await git.run(['init', '--quiet', '--bare', '--template=', folder]);
    if (made.missing) return { failed: 'git is not on this machine (apt install git)' };
    const got = await git.run(['fetch', '--quiet', '--depth=1', '--no-tags', '--', url, 'HEAD'], here);
    if (got.timedOut) return { failed: 'no answer within 120 s' };
    if (got.exitCode !== 0) return { failed: 'it is not there, or you may not read it' };
    const shown = await git.run(['cat-file', 'blob', 'FETCH_HEAD:recipes.json'], here);
    return shown.exitCode === 0 ? { text: shown.stdout } : { failed: 'it holds no recipes.json' };
  } finally {
    await files.remove(folder);
  }
}

function parsed(from: string, text: string): Pick<Catalogue, 'recipes' | 'notices'> {
  const found = parseCatalogue(text);
  if (found) return found;
  throw noCatalogue(from);
}

function noCatalogue(from: string): KnownError {
  return new KnownError('RECIPE_INVALID', `${withoutCredentials(from)} is no catalogue of recipes`, {
    tryThis: [
      'name a recipes.json as abra makes it, or a folder of recipes, each a git repository NAME or NAME.git: --catalogue PLACE',
    ],
  });
}

const otherPlaces: WaysOn = [
  'check catalogue: in region.yml',
  'name another one: --catalogue PLACE (a recipes.json or a folder)',
];

function notThere(from: string, says: string, tryThis = otherPlaces): KnownError {
  return new KnownError('RECIPE_NOT_FOUND', `the catalogue ${withoutCredentials(from)} cannot be read: ${says}`, {
    tryThis,
  });
}

function cannotBeListed(url: string): KnownError {
  return new KnownError('RECIPE_NOT_FOUND', `${withoutCredentials(url)} holds recipes, but nothing says which`, {
    tryThis: [
      'name a list: --catalogue FILE.json, a URL that ends in .json, or a git repository (.git) with a recipes.json',
      'a recipe whose name you know: tend recipe versions NAME',
    ],
  });
}
