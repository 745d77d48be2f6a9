import { execa } from 'execa';
import { existsSync } from 'node:fs';

const script = '/usr/bin/script';

/** Whether this machine can give a program a terminal: util-linux's script. */
export const hasPty = process.platform === 'linux' && existsSync(script);

/** How a program ended that had a terminal (stdin, stdout and stderr), and all that stood on it. */
export interface OnTerminal {
  readonly exitCode: number | undefined;
  readonly text: string;
  readonly timedOut: boolean;
}

/** Runs words on a real terminal, on which somebody types `keys` as soon as `?` stands there; ended after 20 s. */
export async function runOnTerminal(
  words: readonly string[],
  { env, cwd, keys = '' }: { env: Record<string, string>; cwd?: string; keys?: string },
): Promise<OnTerminal> {
  const line = words.map((word) => `'${word.replaceAll("'", `'\\''`)}'`).join(' ');
  const running = execa(script, ['-qefc', line, '/dev/null'], {
    env,
    extendEnv: false,
    reject: false,
    timeout: 20_000,
    ...(cwd === undefined ? {} : { cwd }),
  });
  let toType = keys;
  let seen = '';
  running.stdout.on('data', (part: Buffer) => {
    seen += part.toString();
    if (!seen.includes('?') || toType === '') return;
    running.stdin.write(toType);
    toType = '';
  });
  const { exitCode, stdout, timedOut } = await running;
  return { exitCode, text: stdout, timedOut };
}
