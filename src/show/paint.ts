import { Chalk } from 'chalk';

/** Colour on top of words: everything reads the same without. */
export interface Paint {
  bold(text: string): string;
  dim(text: string): string;
  good(text: string): string;
  change(text: string): string;
  bad(text: string): string;
}

/** Colours where they are wanted, else plain words. */
export function makePaint(colour: boolean): Paint {
  const chalk = new Chalk({ level: colour ? 1 : 0 });
  return { bold: chalk.bold, dim: chalk.dim, good: chalk.green, change: chalk.yellow, bad: chalk.red };
}
