import { execa } from 'execa';
import { keptToOneself } from './kept-to-oneself.js';

/** Runs a program whose output goes straight to where ours goes; gives its exit status. */
export interface ShownPrograms {
  run(
    program: string,
    words: readonly string[],
    options: { cwd: string; env?: Readonly<Record<string, string>> },
  ): Promise<number>;
}

/**
 * Programs that a person watches. stdout and stderr come in the order in which they are written. They stay in front at the terminal, so
 * Ctrl-C reaches them, too; at tend's own end they get SIGTERM. Used for tend itself alone, which ends what it started in good order.
 */
export const realShownPrograms: ShownPrograms = {
  async run(program, words, { cwd, env = {} }) {
    const done = await execa(program, words, {
      cwd,
      env: { ...keptToOneself, ...env },
      reject: false,
      stdin: 'ignore',
      stdout: 'inherit',
      stderr: 'inherit',
    });
    return done.exitCode ?? 1;
  },
};
