import { realTerminal } from '../../src/tools/terminal.js';
import { realTools } from '../../src/tools/real-tools.js';
import type { Tools } from '../../src/tools/tools.js';
import { toolsOf } from './tools-of.js';

/** Those of `toolsOf` among all the others, for workflows. */
export function allToolsOf(stateFolder: string, variables: Readonly<Record<string, string>> = {}): Tools {
  return { ...realTools(), ...toolsOf(stateFolder, variables), terminal: realTerminal };
}
