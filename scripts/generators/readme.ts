import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { errorCodes, exitStatuses } from '../../src/model/error-codes.js';
import { makeCommandReference } from './command-reference.js';

/** What stands in README.md between `<!-- generated: NAME -->` and `<!-- end -->`. */
const sections: Record<string, (root: string) => Promise<string>> = {
  commands: makeCommandReference,
  'exit codes': async () => makeExitCodeTable(),
};

/** README.md with its generated sections made anew; the rest stays as people wrote it. */
export async function makeReadme(root: string): Promise<string> {
  let text = await readFile(join(root, 'README.md'), 'utf8');
  for (const [name, make] of Object.entries(sections)) text = replaceSection(text, name, await make(root));
  return text;
}

function replaceSection(text: string, name: string, body: string): string {
  const begin = `<!-- generated: ${name} -->`;
  const [before, rest] = text.split(begin);
  const end = rest?.indexOf('<!-- end -->') ?? -1;
  if (before === undefined || rest === undefined || end < 0)
    throw new Error(`README.md lacks "${begin} … <!-- end -->"`);
  return `${before}${begin}\n\n${body}\n\n${rest.slice(end)}`;
}

function makeExitCodeTable(): string {
  const rows = Object.entries(exitStatuses).map(
    ([status, meaning]) => `| ${status} | ${meaning} | ${codesOf(Number(status)).join(', ')} |`,
  );

  return ['| exit | meaning | codes in `--json` |', '|---|---|---|', ...rows].join('\n');
}

function codesOf(status: number): string[] {
  return Object.entries(errorCodes)
    .filter(([, exit]) => exit === status)
    .map(([code]) => `\`${code}\``);
}
