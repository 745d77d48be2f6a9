import { readAbraFolder, type AbraFile } from '../../abra/read-abra-folder.js';
import type { Assignment } from '../../abra/parse-comments.js';
import { hostSchema } from '../../manifest/value-schemas.js';
import { stackName } from '../../manifest/stack-name.js';
import { KnownError } from '../../model/known-error.js';
import type { EnvFile } from '../../model/recipe.js';
import { parseEnvFile } from '../../recipe/parse-env-file.js';
import { parseEnvLines } from '../../recipe/parse-env-lines.js';
import type { ReadingFiles } from '../../tools/files.js';

/** An app of an ABRA_DIR, its .env understood. */
export interface AbraApp extends AbraFile {
  readonly env: EnvFile;
  readonly assignments: readonly Assignment[];
  readonly stack: string;
  /** Name of the recipe, and the version that the file pins; as they stand in TYPE or RECIPE. */
  readonly recipe: string;
  readonly pinned?: string;
}

export interface AbraApps {
  readonly servers: readonly string[];
  readonly apps: readonly AbraApp[];
  readonly leftOut: readonly { readonly file: string; readonly says: string }[];
  readonly notices: readonly string[];
}

/** Reads all apps of an ABRA_DIR. What cannot be read as an .env is left out and named. */
export async function readAbraApps(files: ReadingFiles, folder: string): Promise<AbraApps> {
  const { servers, apps, leftOut, notices } = await readAbraFolder(files, folder);
  const read = apps.map(parseApp);
  return {
    servers: servers.filter(isHost),
    apps: read.flatMap((one) => ('env' in one ? [one] : [])),
    leftOut: [...leftOut, ...read.flatMap((one) => ('says' in one ? [one] : []))],
    notices,
  };
}

/** Of another name no node can be made, and ssh would take some for an option. */
function isHost(server: string): boolean {
  return hostSchema.safeParse(server).success;
}

/** What is wrong with a text names its file and line already. */
function parseApp(file: AbraFile): AbraApp | { readonly file: string; readonly says: string } {
  if (!isHost(file.server)) return { file: file.file, says: `${file.file}: "${file.server}" is no host` };
  try {
    const { notices: _notices, ...env } = parseEnvFile(file.text, {}, file.file);
    const [recipe = '', pinned = ''] = splitType(env.values['TYPE'] || env.values['RECIPE'] || '');
    if (recipe === '') return { file: file.file, says: `${file.file}: it names no recipe (TYPE=)` };
    const { lines } = parseEnvLines(file.text, file.file);
    const stack = env.values['STACK_NAME'] || stackName(file.name);
    return { ...file, env, assignments: lines, stack, recipe, ...(pinned === '' ? {} : { pinned }) };
  } catch (error) {
    if (error instanceof KnownError) return { file: file.file, says: error.message };
    throw error;
  }
}

/** `dokuwiki:1.2.0+2024-02-06a`; a version never holds a colon. */
function splitType(type: string): string[] {
  const at = type.lastIndexOf(':');
  return at < 0 ? [type.trim()] : [type.slice(0, at).trim(), type.slice(at + 1).trim()];
}
