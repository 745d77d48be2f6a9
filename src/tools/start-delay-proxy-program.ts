import { fileURLToPath } from 'node:url';
import type { ProcessId } from '../model/process-id.js';
import type { Background } from './background.js';

export interface DelayProxyOptions {
  readonly host: string;
  readonly port: number;
  /** Milliseconds there and back. */
  readonly roundTripMs: number;
  /** A file that will hold the port it listens on; its log stands beside it. */
  readonly portFile: string;
}

/**
 * Starts a far line to a near place: a process that outlives tend, listens on a free port of 127.0.0.1 and passes everything on late.
 * The kernel's own way (netem) is missing on many machines.
 */
export function startDelayProxyProgram(background: Background, options: DelayProxyOptions): Promise<ProcessId> {
  const { host, port, roundTripMs, portFile } = options;
  // In dist a .js, in src a .ts that Node reads as it is: the ending is that of this very file.
  const ending = import.meta.url.slice(import.meta.url.lastIndexOf('.'));
  const program = fileURLToPath(new URL(`./delay-proxy-program${ending}`, import.meta.url));
  const words = [program, portFile, host, String(port), String(roundTripMs)];
  return background.start(process.execPath, words, `${portFile}.log`);
}
