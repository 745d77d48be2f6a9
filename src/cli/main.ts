import { createRequire } from 'node:module';
import { join } from 'node:path';
import { Config, flush, handle, settings, ux } from '@oclif/core';
import { getHelpFlagAdditions, normalizeArgv } from '@oclif/core/help';
import { commandFirst } from './command-first.js';
import { idsBehindDashes } from './ids-behind-dashes.js';
import { TendHelp } from './tend-help.js';
import { TendPlugin } from './tend-plugin.js';

export interface Start {
  /** Folder of package.json and oclif.manifest.json. */
  readonly root: string;
  /** What was typed behind `tend`. */
  readonly words: readonly string[];
  /** Read from the commands themselves instead of from the manifest: slower, and never out of date. */
  readonly ignoreManifest?: boolean;
}

/**
 * Does what the words say. oclif's own `execute` would find commands, help and hooks by their paths, and so load each as a file
 * of its own; here they are imported, and the bundle may join them.
 */
export async function main({ root, words, ignoreManifest = false }: Start): Promise<void> {
  // Else NODE_ENV=test or =development in the environment makes oclif look for src and tsx.
  settings.enableAutoTranspile = false;
  try {
    const pjson = createRequire(join(root, 'package.json'))('./package.json') as TendPlugin['pjson'];
    const plugin = new TendPlugin({ root, pjson, isRoot: true, ignoreManifest });
    await plugin.load();
    await answer(await Config.load({ root, pjson, plugins: new Map([[plugin.name, plugin]]) }), commandFirst(words));
    await flush();
  } catch (error) {
    await handle(error instanceof Error ? error : new Error(String(error)));
  }
}

async function answer(config: Config, words: string[]): Promise<void> {
  if (asksForVersion(config, words)) return ux.stdout(config.userAgent);
  if (asksForHelp(config, words)) return new TendHelp(config).showHelp(words);
  const [id = '', ...argv] = normalizeArgv(config, words);
  const command = config.findCommand(id);
  if (command) await config.runCommand(id, idsBehindDashes(argv, command), command);
  else if (config.findTopic(id)) await new TendHelp(config).showHelp([id]);
  else await (await import('../hooks/command-not-found.js')).commandNotFound({ id, argv, config });
}

function asksForVersion({ pjson }: Config, [first = '']: readonly string[]): boolean {
  return ['--version', ...(pjson.oclif.additionalVersionFlags ?? [])].includes(first);
}

function asksForHelp(config: Config, words: readonly string[]): boolean {
  const end = words.indexOf('--');
  const asked = end === -1 ? words : words.slice(0, end);
  return words.length === 0 || asked.some((word) => getHelpFlagAdditions(config).includes(word));
}
