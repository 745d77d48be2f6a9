import { isMapping } from '../model/is-mapping.js';
import { parseJson } from '../model/parse-json.js';
import { createHash } from 'node:crypto';
import type { LabTools } from '../tools/lab-tools.js';
import type { ImageRecipe } from './image-recipe.js';
import { runHere, tryHere } from './run-here.js';
import { storeLayer, type Layer } from './store-layer.js';

/** Left out of every image: nobody reads them there. */
const neverNeeded = ['/usr/share/doc', '/usr/share/man', '/usr/share/info', '/usr/share/locale', '/usr/share/lintian'];

/** Folders that Debian has merged into /usr; packages still name them. */
const merged = ['bin', 'sbin', 'lib', 'lib64'];

/** The layer with a recipe's Debian packages, made once per set of packages and kept in the cache. */
export async function buildPackagesLayer(tools: LabTools, recipe: ImageRecipe, cache: string): Promise<Layer> {
  const { packages, without = [] } = recipe;
  const key = createHash('sha256')
    .update(JSON.stringify(['1', packages, without]))
    .digest('hex')
    .slice(0, 24);
  const recorded = await tools.files.readText(`${cache}/layers/${key}.json`);
  const kept = parseJson(recorded ?? '');
  // One that a full disk cut short is made anew.
  if (isMapping(kept)) return kept as unknown as Layer;
  const tree = `${cache}/tree-${key}`;
  await tools.files.remove(tree);
  for (const folder of merged) await tools.files.createFolder(`${tree}/usr/${folder}`);
  for (const folder of merged) await runHere(tools, 'ln', ['-s', `usr/${folder}`, `${tree}/${folder}`]);
  await (isBusyboxOnly(recipe) ? takeBusybox(tools, tree) : unpack(tools, recipe, { cache, tree }));
  for (const path of [...neverNeeded, ...without]) await tools.files.remove(`${tree}${path}`);
  if (await tools.files.exists(`${tree}/usr/bin/busybox`)) await linkApplets(tools, tree);
  const layer = await storeLayer(tools, tree, cache);
  await tools.files.write(`${cache}/layers/${key}.json`, JSON.stringify(layer));
  return layer;
}

function isBusyboxOnly({ packages }: ImageRecipe): boolean {
  return packages.length === 1 && packages[0] === 'busybox-static';
}

/** A lab needs busybox-static on this machine anyway: nothing to download. */
async function takeBusybox(tools: LabTools, tree: string): Promise<void> {
  const found = await runHere(tools, 'sh', ['-c', 'command -v busybox']);
  await runHere(tools, 'cp', ['-L', found.trim(), `${tree}/usr/bin/busybox`]);
}

async function unpack(tools: LabTools, recipe: ImageRecipe, at: { cache: string; tree: string }): Promise<void> {
  for (const archive of await download(tools, recipe.packages, `${at.cache}/packages`)) {
    // Not dpkg-deb -x: it would put folders in the place of the links of a merged /usr.
    const line = 'dpkg-deb --fsys-tarfile "$1" | tar -x --keep-directory-symlink -C "$2"';
    await runHere(tools, 'sh', ['-c', line, 'unpack', `${at.cache}/packages/${archive}`, at.tree]);
  }
}

/** Packages and all that they depend on, as if nothing were installed here. Gives the names of the archives. */
async function download(tools: LabTools, packages: readonly string[], folder: string): Promise<string[]> {
  const nothing = `${folder}/nothing`;
  await tools.files.createFolder(`${folder}/partial`);
  await tools.files.createFolder(`${nothing}/partial`);
  const listed = await apt(tools, ['--print-uris', ...packages], nothing);
  const names = [...listed.matchAll(/^'[^']+' (\S+) \d+/gm)].map((match) => match[1] ?? '');
  await apt(tools, ['--download-only', ...packages], folder);
  return names;
}

async function apt(tools: LabTools, words: readonly string[], archives: string): Promise<string> {
  const settings = [
    'Dir::State::status=/dev/null',
    `Dir::Cache::archives=${archives}`,
    'Debug::NoLocking=1',
    'APT::Sandbox::User=root',
  ].flatMap((setting) => ['-o', setting]);
  const line = ['install', '-q', '-y', '--no-install-recommends', ...settings, ...words];
  const done = await tryHere(tools, 'apt-get', line);
  if (done.exitCode === 0) return done.stdout;
  await runHere(tools, 'apt-get', ['-q', 'update']);
  return runHere(tools, 'apt-get', line);
}

async function linkApplets(tools: LabTools, tree: string): Promise<void> {
  const line = 'cd "$1" && for each in $(./busybox --list); do [ -e "$each" ] || ln -s busybox "$each"; done';
  await runHere(tools, 'sh', ['-c', line, 'link', `${tree}/usr/bin`]);
}
