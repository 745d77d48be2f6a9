import { join } from 'node:path';
import { addressSchema } from '../../manifest/value-schemas.js';
import { usualCatalogue } from '../../model/usual-catalogue.js';
import { parseCatalogue } from '../../recipe/catalogue/parse-catalogue.js';
import { fillFromClone } from '../../recipe/fill-from-clone.js';
import type { ReadingFiles } from '../../tools/files.js';
import type { ReadingTools, Tools } from '../../tools/tools.js';
import { locateRecipe } from '../plan/locate-recipe.js';

/** Where abra's own catalogue has its recipes, by https and by ssh. */
const abrasOwn = /^(?:https:\/\/|ssh:\/\/git@|git@)git\.coopcloud\.tech(?::\d+)?[:/]coop-cloud\/[^/]+$/;

/** What an ABRA_DIR tells of its recipes. */
export interface AbraRecipes {
  readonly abraFolder: string;
  /** Repositories by name, as abra's own catalogue has them. */
  readonly listed: ReadonlyMap<string, string>;
}

/** Reads `catalogue/recipes.json` of an ABRA_DIR; none, or a broken one, tells nothing. */
export async function readAbraRecipes(files: ReadingFiles, abraFolder: string): Promise<AbraRecipes> {
  const text = await files.readText(join(abraFolder, 'catalogue', 'recipes.json')).catch(() => undefined);
  const { recipes } = parseCatalogue(text ?? '') ?? { recipes: [] };
  const listed = recipes.flatMap(({ name, repository }) => (repository ? [[name, repository] as const] : []));
  return { abraFolder, listed: new Map(listed) };
}

/** A recipe as an .env names it, and the catalogue of the region. */
interface NamedRecipe {
  readonly name: string;
  readonly catalogue: string;
}

/**
 * What `recipe:` may say of a recipe, the best one first: its name where the region's catalogue or abra's has it, the URL
 * that its clone comes from, the one that abra's catalogue tells; what is nowhere else, the clone in the ABRA_DIR itself.
 * No URL holds a password.
 */
export async function recipeAddresses(
  tools: ReadingTools,
  { abraFolder, listed }: AbraRecipes,
  wanted: NamedRecipe,
): Promise<string[]> {
  const { name } = wanted;
  const clone = join(abraFolder, 'recipes', name);
  const origin = await originOf(tools.files, clone);
  const isName = await namedAlike(tools, wanted);
  const [from, told] = [origin, listed.get(name)].map((url) => (url === undefined ? undefined : withoutLogin(url)));
  const urls = [from, told].flatMap((url) => (url !== undefined && isAddress(url) && !isName(url) ? [url] : []));
  const isElsewhere = from !== undefined && urls[0] === from && !abrasOwn.test(from);
  const all = isElsewhere ? [from, name, ...urls.slice(1)] : [name, ...urls];
  return [...new Set([...all, ...((await tools.files.exists(clone)) ? [clone] : [])])];
}

/** What abra has cloned from the region's own catalogue is not fetched again. */
export async function fillFromAbra(tools: Tools, { abraFolder }: AbraRecipes, wanted: NamedRecipe): Promise<void> {
  const clone = join(abraFolder, 'recipes', wanted.name);
  const origin = await originOf(tools.files, clone);
  if (origin === undefined || !(await namedAlike(tools, wanted))(origin)) return;
  const { name, catalogue } = wanted;
  const source = await locateRecipe(tools, { kind: 'name', name }, { catalogue }).catch(() => undefined);
  if (source) await fillFromClone(tools, { source, catalogue }, clone);
}

/** Whether a URL is where the name alone leads. */
async function namedAlike(tools: ReadingTools, { name, catalogue }: NamedRecipe): Promise<(url: string) => boolean> {
  const named = await repositoryOf(tools, name, catalogue);
  return (url) => isSame(url, named) || (catalogue === usualCatalogue && abrasOwn.test(url));
}

async function originOf(files: ReadingFiles, clone: string): Promise<string | undefined> {
  const config = await files.readText(join(clone, '.git', 'config')).catch(() => undefined);
  return /^\[remote "origin"\][^[]*?^\s*url\s*=\s*(\S+)\s*$/m.exec(config ?? '')?.[1];
}

/** Where the name alone leads. */
async function repositoryOf(tools: ReadingTools, name: string, catalogue: string): Promise<string | undefined> {
  const at = await locateRecipe(tools, { kind: 'name', name }, { catalogue }).catch(() => undefined);
  if (at?.kind === 'url') return at.url;
  return at?.kind === 'path' ? at.path : at && `${catalogue.replace(/\/+$/, '')}/${name}`;
}

/** The user of a web address is as often a token as a name. */
function withoutLogin(url: string): string {
  return /^https?:/.test(url) ? url.replace(/\/\/[^/@]*@/, '//') : url.replace(/:[^/@:]*@/, '@');
}

function isAddress(url: string): boolean {
  return addressSchema.safeParse(url).success;
}

function isSame(url: string, other: string | undefined): boolean {
  return other !== undefined && bare(url) === bare(other);
}

function bare(url: string): string {
  return withoutLogin(url).replace(/\/+$|\.git\/*$/g, '');
}
