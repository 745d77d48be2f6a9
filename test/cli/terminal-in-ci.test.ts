import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { hasPty, runOnTerminal } from './pty.js';
import { environmentIn, project } from './run-built.js';

const title = hasPty ? 'on a real terminal' : 'on a real terminal (skipped: no script of util-linux here)';
const tsx = join(project, 'node_modules', 'tsx', 'dist', 'loader.mjs');
const questions = {
  confirm: "confirm('go?')",
  choose: "choose('which?', [{ name: 'ada', value: 1 }, { name: 'bo', value: 2 }])",
  ask: "ask('name?')",
  askHidden: "askHidden('password?')",
};

(hasPty ? describe : describe.skip)(title, () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'tend-pty-'));
    const terminal = JSON.stringify(join(project, 'src', 'tools', 'terminal.ts'));
    for (const [name, call] of Object.entries(questions)) {
      const lines = [
        `import { realTerminal } from ${terminal};`,
        `try { console.log('answered', await realTerminal.${call}); }`,
        `catch (error) { console.log(error.code, error.tryThis[0]); process.exitCode = error.exitStatus; }`,
      ];
      writeFileSync(join(folder, `${name}.mjs`), lines.join('\n'));
    }
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const run = (name: string, more: Record<string, string>, keys?: string) =>
    runOnTerminal([process.execPath, '--import', tsx, join(folder, `${name}.mjs`)], {
      env: { ...environmentIn(folder), TSX_TSCONFIG_PATH: join(project, 'tsconfig.json'), ...more },
      ...(keys === undefined ? {} : { keys }),
    });

  test.each(Object.keys(questions))('%s asks nobody where CI is set, and ends at once', async (name) => {
    const { exitCode, text, timedOut } = await run(name, { CI: 'true' });
    expect({ exitCode, timedOut }).toEqual({ exitCode: 10, timedOut: false });
    expect(text).toContain('APPROVAL_MISSING CI is set');
    expect(text).not.toContain('answered');
  });

  test.each([
    ['confirm', 'y\r', 'true'],
    ['choose', '\u001b[B\r', '2'],
    ['ask', 'cleo\r', 'cleo'],
    ['askHidden', 'hunter2\r', 'hunter2'],
  ])('%s asks a person', async (name, keys, answer) => {
    const { exitCode, text } = await run(name, {}, keys);
    expect(exitCode).toBe(0);
    expect(text).toContain(`answered ${answer}`);
  });
});
