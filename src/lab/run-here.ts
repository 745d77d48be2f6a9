import { KnownError } from '../model/known-error.js';
import type { ProgramResult } from '../tools/programs.js';
import type { LabTools } from '../tools/lab-tools.js';

/** Runs a program of this machine as root and gives what it printed; failing is LAB_NOT_POSSIBLE with its words as details. */
export async function runHere(tools: LabTools, program: string, words: readonly string[]): Promise<string> {
  const done = await tryHere(tools, program, words);
  if (done.exitCode === 0) return done.stdout;
  const said = done.stderr.trim().split('\n').slice(-5);
  const what = `lab: ${program} ${words.slice(0, 6).join(' ')}`;
  // Whoever ends tend ends its programs with it: that says nothing about this machine.
  if (done.exitCode === undefined && !done.missing && !done.timedOut)
    throw new KnownError('INTERRUPTED', `${what} was ended by a signal`, { tryThis: waysOn });
  throw new KnownError('LAB_NOT_POSSIBLE', `${what} did not succeed`, {
    details: done.missing ? [`${program} is not on this machine`] : said,
    tryThis: [...waysOn, 'see whether this machine lets root make namespaces'],
  });
}

/** Other labs of this machine may be somebody's: they are left alone. */
const waysOn = [
  'what is left of it goes when the next one is raised: tend lab up',
  'which labs there are: tend lab status',
] as const;

/**
 * The same where failing is an answer. The program ends with tend, however tend ends, so that nothing still works on a lab
 * that is being swept (prctl(2), PR_SET_PDEATHSIG). System folders are searched too: `su` leaves /usr/sbin out.
 */
export function tryHere(tools: LabTools, program: string, words: readonly string[]): Promise<ProgramResult> {
  return tryForLong(tools, { program, words, timeoutMs: 60_000 });
}

interface LongRun {
  readonly program: string;
  readonly words: readonly string[];
  readonly timeoutMs: number;
}

/** As `tryHere`, for what may take longer than a minute. */
export function tryForLong(tools: LabTools, { program, words, timeoutMs }: LongRun): Promise<ProgramResult> {
  const path = `${tools.environment.variables['PATH'] ?? ''}:${systemFolders.join(':')}`;
  return tools.programs.run('setpriv', ['--pdeathsig', 'KILL', program, ...words], {
    env: { PATH: path, LC_ALL: 'C' },
    timeoutMs,
  });
}

export const systemFolders = ['/usr/local/sbin', '/usr/local/bin', '/usr/sbin', '/usr/bin', '/sbin', '/bin'];
