import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Secret } from '../../src/model/secret.js';
import { realAbra } from '../../src/tools/abra.js';

describe('running abra', () => {
  let folder: string;
  beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'abra-program-'))));
  afterEach(() => rmSync(folder, { recursive: true }));

  /** Makes these lines the abra of the surroundings. */
  function programOf(lines: string): Readonly<Record<string, string>> {
    writeFileSync(join(folder, 'abra'), `#!/bin/sh\n${lines}\n`, { mode: 0o755 });
    return { PATH: `${folder}:${process.env['PATH'] ?? ''}`, FOLDER: folder };
  }

  test('gives status and text, both streams in order', async () => {
    const env = programOf('echo out; echo err >&2; exit 3');
    const end = await realAbra.run(['x'], { env, deadlineMs: 5_000 });
    expect(end).toEqual({ exitCode: 3, timedOut: false, missing: false, output: 'out\nerr' });
  });

  test('tells where it is missing', async () => {
    expect(await realAbra.run(['x'], { env: { PATH: folder }, deadlineMs: 5_000 })).toMatchObject({ missing: true });
  });

  // Trap 7: in a session of its own there is no /dev/tty that a full-screen question could open.
  test('gives it no terminal', async () => {
    const env = programOf('ps -o sid= -p $$ | tr -d " "; echo $$; readlink /proc/$$/fd/0');
    const { output } = await realAbra.run(['x'], { env, deadlineMs: 5_000 });
    const [session, pid, input] = output.split('\n');
    expect([session, input]).toEqual([pid, '/dev/null']);
  });

  test('hands a value over as a pipe that can be opened by name; no word of a command line holds it', async () => {
    const env = programOf('cat /proc/[0-9]*/cmdline 2>/dev/null | tr "\\0" " " > "$FOLDER/lines"; cat "$1"');
    const input = new Secret('sentinel-4711 "$x" \n');
    const end = await realAbra.run(['/dev/stdin'], { env, deadlineMs: 5_000, input });
    expect(end).toMatchObject({ exitCode: 0, output: input.reveal().slice(0, -1) });
    expect(readFileSync(join(folder, 'lines'), 'utf8')).toContain(join(folder, 'abra'));
    expect(readFileSync(join(folder, 'lines'), 'utf8')).not.toContain('sentinel-4711');
  });

  test.each([
    ['its deadline', true],
    ['a word from a person', false],
  ])(
    'stops it with everything that it started, at %s',
    async (_when, timedOut) => {
      const env = programOf('(trap "" TERM; sleep 30; echo late > "$FOLDER/late") & echo $! > "$FOLDER/pid"; wait');
      const signal = timedOut ? {} : { signal: AbortSignal.timeout(2_000) };
      const end = await realAbra.run(['x'], { env, deadlineMs: timedOut ? 2_000 : 20_000, ...signal });
      expect(end).toMatchObject({ exitCode: undefined, timedOut });
      const pid = Number(readFileSync(join(folder, 'pid'), 'utf8'));
      // The kernel closes a dying process's pipes before it is gone.
      for (let tries = 0; tries < 50 && isAlive(pid); tries++) await new Promise((resolve) => setTimeout(resolve, 100));
      expect(isAlive(pid)).toBe(false);
    },
    30_000,
  );
});

/** A zombie that nobody has asked for yet has ended too. */
function isAlive(pid: number): boolean {
  try {
    return !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}
