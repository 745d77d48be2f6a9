import type { ProgramResult, Programs } from '../programs.js';
import { calm, ofAnotherRepo } from './calm.js';
import { disarmSettings } from './disarm-settings.js';
import { readSettings } from './read-settings.js';

/** Arguments by which what a folder's repository says about programs counts for nothing; else why git must not run there. */
type Disarming = (folder: string) => Promise<string[] | ProgramResult>;

/** Milliseconds for which a look at a configuration holds: one command mostly asks git several things. */
const holdsMs = 2_000;

/** Looks into the configuration of folders that others may have made, before git runs there. */
export function makeDisarming(programs: Programs): Disarming {
  const known = new Map<string, { readonly until: number; readonly args: ReturnType<Disarming> }>();
  return (folder) => {
    const found = known.get(folder);
    if (found && performance.now() < found.until) return found.args;
    const args = disarm(programs, folder);
    known.set(folder, { until: performance.now() + holdsMs, args });
    void args.then((told) => Array.isArray(told) || known.delete(folder));
    return args;
  };
}

async function disarm(programs: Programs, folder: string): Promise<string[] | ProgramResult> {
  const settings = await readSettings(programs, { folder, env: { ...calm, ...ofAnotherRepo } });
  if ('exitCode' in settings) return settings;
  return disarmSettings(settings) ?? notToBeDisarmed;
}

const notToBeDisarmed: ProgramResult = {
  exitCode: 128,
  stdout: '',
  stderr:
    "fatal: this repository's own configuration names a program under a name with '=' in it; tend runs no git there",
  timedOut: false,
  missing: false,
};
