import { appendFileSync, writeFileSync } from 'node:fs';
import { KnownError } from '../model/known-error.js';
import { realStatusLine } from './status-line.js';

/** Writes lines as they come, so that a run that dies leaves all it told; `-` is stdout. `append`: what is there stays. */
export function openLineWriter(path: string, { append = false } = {}): (line: string) => void {
  if (path === '-') return writeToStdout;
  try {
    writeFileSync(path, '', { flag: append ? 'a' : 'w' });
  } catch (error) {
    throw new KnownError('USAGE', `cannot write to ${path}`, {
      cause: error,
      details: [(error as NodeJS.ErrnoException).code ?? ''],
      tryThis: ['name a file in a folder that is there and that you may write into'],
    });
  }
  return (line) => appendFileSync(path, `${line}\n`);
}

function writeToStdout(line: string): void {
  realStatusLine.clear();
  process.stdout.write(`${line}\n`);
}
