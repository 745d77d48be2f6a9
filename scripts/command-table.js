import { globSync } from 'node:fs';
import { join } from 'node:path';

/**
 * src/cli/command-table.ts: each command by its id, loaded when it is asked for. Made from the files of src/commands.
 *
 * @param {string} root
 */
export async function makeCommandTable(root) {
  const files = globSync('**/*.ts', { cwd: join(root, 'src', 'commands') }).sort();
  const lines = files.map((file) => file.replace(/\.ts$/, '')).map(commandLine);
  return `${head}\n${lines.join('\n')}\n};\n`;
}

const head = `// Made by scripts/build.js from the files of src/commands.
import type { Command } from '@oclif/core';

/** Every command by its id, loaded when it is asked for. */
export const commands: Readonly<Record<string, () => Promise<{ readonly default: Command.Class }>>> = {`;

/** \`app/secret/set\` → \`'app:secret:set': () => import('../commands/app/secret/set.js'),\` */
function commandLine(path) {
  const id = path.replaceAll('/', ':');
  return `  ${/^\w+$/.test(id) ? id : `'${id}'`}: () => import('../commands/${path}.js'),`;
}
