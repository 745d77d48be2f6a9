import { spawn } from 'node:child_process';

type Work = () => Promise<unknown>;

/**
 * Medians in milliseconds of several works, done in turn (A B A B), so that a machine which is busy for a while is busy for all
 * of them. One round to warm up is not counted.
 */
export async function inTurn<Name extends string>(
  rounds: number,
  works: Readonly<Record<Name, Work>>,
): Promise<Record<Name, number>> {
  const times = new Map<string, number[]>();
  for (let round = -1; round < rounds; round++)
    for (const [name, work] of Object.entries<Work>(works)) {
      const ms = await timed(work);
      if (round >= 0) times.set(name, [...(times.get(name) ?? []), ms]);
    }
  return Object.fromEntries([...times].map(([name, all]) => [name, median(all)])) as Record<Name, number>;
}

export async function timed(work: Work): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? NaN;
}

/** The mean of the middle half: finer than a median where what is counted comes in steps. */
export function meanOfMiddle(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.slice(Math.floor(sorted.length / 4), Math.ceil((sorted.length * 3) / 4));
  return middle.reduce((sum, value) => sum + value, 0) / middle.length;
}

/** Variables of this process without what slows Node's start on some machines only. */
export function plainVariables(more: Readonly<Record<string, string>> = {}): Record<string, string | undefined> {
  return { ...process.env, NODE_EXTRA_CA_CERTS: undefined, NODE_OPTIONS: undefined, ...more };
}

/** Runs a program to its end and gives what it printed; an error where it fails. */
export function run(
  program: string,
  args: readonly string[],
  options: { env?: Record<string, string | undefined>; cwd?: string } = {},
): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
    let [out, err] = ['', ''];
    child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
    child.on('error', reject);
    child.on('close', (code) =>
      code === 0 ? resolve(out) : reject(new Error(`${program} ${args.join(' ')}: ${code}\n${err}`)),
    );
  });
}
