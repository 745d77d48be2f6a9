import { KnownError } from '../model/known-error.js';
import type { Files } from '../tools/files.js';
import { waysOn } from '../model/ways-on.js';

/** The name of a witness: as a web address without https://, also a folder and a git branch. */
const label = '[a-z0-9](?:[a-z0-9-]*[a-z0-9])?';
const pattern = new RegExp(`^(?=.{1,100}$)${label}(?:[./]${label})*$`);

/** The folder of a witness by its name, below the state folder of tend. A KnownError for what cannot be a name. */
export function witnessFolder(stateFolder: string, name: string): string {
  if (isName(name)) return `${stateFolder}/witness/${encodeURIComponent(name)}`;
  throw new KnownError('USAGE', `${JSON.stringify(name)} cannot be the name of a witness`, {
    tryThis: ['take a web address of yours, in lower case: --name witness.example.org'],
  });
}

/** The names of the witnesses of this machine, sorted. */
export async function listWitnesses(files: Pick<Files, 'list'>, stateFolder: string): Promise<string[]> {
  const entries = await files.list(`${stateFolder}/witness`);
  const names = entries.filter(({ kind }) => kind === 'folder').map(({ name }) => name.replaceAll('%2F', '/'));
  return names.filter(isName);
}

/** git takes no branch whose name ends with .lock. */
function isName(name: string): boolean {
  return pattern.test(name) && !/\.lock(?:\/|$)/.test(name);
}

/** The one that is meant: that name, or the only one there is. */
export async function chooseWitness(
  files: Pick<Files, 'list'>,
  stateFolder: string,
  name: string | undefined,
): Promise<string> {
  const names = await listWitnesses(files, stateFolder);
  const [only, ...others] = names;
  if (name === undefined && only !== undefined && others.length === 0) return only;
  if (name !== undefined && names.includes(name)) return name;
  if (names.length === 0 || name !== undefined)
    throw new KnownError('USAGE', name === undefined ? 'no witness on this machine' : `no witness ${name} here`, {
      tryThis: [`tend witness init --name ${name ?? 'witness.example.org'}`],
    });
  throw new KnownError('USAGE', `several witnesses on this machine: ${names.join(', ')}`, {
    tryThis: waysOn(
      names.map((each) => `--name ${each}`),
      '--name NAME',
    ),
  });
}
