import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { environmentIn, project } from '../../cli/run-built.js';

jest.setTimeout(300_000);

/** Blocks of docs/witnesses.md in their order, each with who types it. */
function blocks(): { readonly who: string; readonly lines: string }[] {
  const text = readFileSync(join(project, 'docs', 'witnesses.md'), 'utf8');
  return text.split(/^## \d\. /m).flatMap((part) => {
    const who = part.startsWith('Garden') ? 'garden' : 'merri-bek';
    return [...part.matchAll(/(?:^ {4}.*\n)+/gm)].map(([lines]) => ({ who, lines: lines.replace(/^ {4}/gm, '') }));
  });
}

let root: string;
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'tend-witness-docs-'));
  for (const who of ['garden', 'merri-bek']) mkdirSync(join(root, who, 'region'), { recursive: true });
  type('merri-bek', 'tend init merri-bek --domain merri-bek.example.org --steward ada');
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** What is typed by somebody at their own machine, as the page has it; its git takes a folder for the forge. */
function type(who: string, lines: string, values: Readonly<Record<string, string>> = {}): string {
  const forge = join(root, 'changelog.git');
  const written = Object.entries(values).reduce((text, [name, value]) => text.replaceAll(name, value), lines);
  const script = written
    .replaceAll('/srv/git/changelog.git', forge)
    .replaceAll(/^tend /gm, `"${process.execPath}" "${join(project, 'bin', 'run.js')}" `);
  const env = {
    ...environmentIn(join(root, who)),
    GIT_CONFIG_COUNT: '1',
    GIT_CONFIG_KEY_0: `url.file://${forge}.insteadOf`,
    GIT_CONFIG_VALUE_0: 'git@forge.example.org:merri-bek/changelog.git',
  };
  return execFileSync('bash', ['-euc', script], {
    cwd: join(root, who, 'region'),
    env,
    encoding: 'utf8',
    stdio: 'pipe',
  });
}

test('docs/witnesses.md works when it is typed word by word', () => {
  const said: string[] = [];
  for (const { who, lines } of blocks()) {
    const all = said.join('\n');
    const values = {
      'WITNESS-VKEY': /^witness witness\.garden\.example\.org (\S+)$/m.exec(all)?.[1] ?? 'WITNESS-VKEY',
      'LOG-VKEY': /add merri-bek\S* --key (\S+)/.exec(all)?.[1] ?? 'LOG-VKEY',
    };
    said.push(type(who, lines, values));
  }
  expect(blocks().length).toBeGreaterThanOrEqual(7);
  expect(said.at(-1)).toMatch(/^the record is: witnessed/);
  expect(said.at(-1)).toContain('witness.garden.example.org');
});
