import type { LabTools } from '../tools/lab-tools.js';
import type { ImageFolder, ImageRecipe, ImageUser } from './image-recipe.js';
import { runHere } from './run-here.js';
import { storeLayer, type Layer } from './store-layer.js';

const standardUsers: readonly ImageUser[] = [
  { name: 'root', id: 0, home: '/root' },
  { name: 'daemon', id: 1, home: '/usr/sbin' },
  { name: 'www-data', id: 33, home: '/var/www' },
  { name: 'nobody', id: 65534, home: '/nonexistent' },
];

/** The layer with what a recipe says beside its packages: users, folders, files, links. `tree` is a folder to work in. */
export async function buildFilesLayer(
  tools: LabTools,
  recipe: ImageRecipe,
  at: { cache: string; tree: string },
): Promise<Layer> {
  const { cache, tree } = at;
  await tools.files.remove(tree);
  for (const [path, content] of Object.entries(userFiles(recipe)))
    await tools.files.write(`${tree}${path}`, content, 0o644);
  const folders: Readonly<Record<string, ImageFolder>> = {
    '/tmp': { mode: 0o1777 },
    '/var/tmp': { mode: 0o1777 },
    '/root': { mode: 0o700 },
    ...recipe.folders,
  };
  for (const [path, { mode = 0o755, owner = 0 }] of Object.entries(folders)) {
    await tools.files.createFolder(`${tree}${path}`);
    await runHere(tools, 'chmod', [mode.toString(8), `${tree}${path}`]);
    await runHere(tools, 'chown', [`${owner}:${owner}`, `${tree}${path}`]);
  }
  for (const [path, { content, mode = 0o644, owner = 0 }] of Object.entries(recipe.files ?? {})) {
    await tools.files.write(`${tree}${path}`, content, mode);
    if (owner !== 0) await runHere(tools, 'chown', [`${owner}:${owner}`, `${tree}${path}`]);
  }
  for (const [path, target] of Object.entries(recipe.links ?? {}))
    await runHere(tools, 'sh', [
      '-c',
      'mkdir -p "$(dirname "$2")" && ln -sfn "$1" "$2"',
      'link',
      target,
      `${tree}${path}`,
    ]);
  return storeLayer(tools, await mergeUsr(tools, tree), cache);
}

function userFiles({ users = [] }: ImageRecipe): Record<string, string> {
  const all = [...standardUsers, ...users];
  const passwd = all.map(({ name, id, home = '/nonexistent' }) => `${name}:x:${id}:${id}::${home}:/bin/sh\n`);
  const group = all.map(({ name, id }) => `${name}:x:${id}:\n`);
  return {
    '/etc/passwd': passwd.join(''),
    '/etc/group': group.join(''),
    '/etc/nsswitch.conf': 'passwd: files\ngroup: files\nhosts: files dns\n',
  };
}

/** /bin of the layer below is a link into /usr: a folder of that name here would hide all that is in it. */
async function mergeUsr(tools: LabTools, tree: string): Promise<string> {
  for (const folder of ['bin', 'sbin', 'lib', 'lib64']) {
    if (!(await tools.files.exists(`${tree}/${folder}`))) continue;
    await tools.files.createFolder(`${tree}/usr/${folder}`);
    await runHere(tools, 'cp', ['-a', `${tree}/${folder}/.`, `${tree}/usr/${folder}`]);
    await tools.files.remove(`${tree}/${folder}`);
  }
  return tree;
}
