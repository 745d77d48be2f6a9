import { execa } from 'execa';
import type { Answer, ComposeCase } from './compose-case.js';

/** What docker's loader makes of each case, in their order. */
export async function askDocker(loader: string, cases: readonly ComposeCase[]): Promise<Answer[]> {
  const input = cases.map((one) => JSON.stringify(one)).join('\n');
  const { stdout } = await execa('nice', ['-n', '10', loader], { input, maxBuffer: 2 ** 30 });
  return stdout.split('\n').map((line) => JSON.parse(line) as Answer);
}
