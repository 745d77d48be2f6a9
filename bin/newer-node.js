// In a clone the npm package `node` brings a Node of its own: any Node from 18 up starts that one. Syntax of Node 18.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/**
 * Runs the same words with the clone's own Node; false where there is none. Streams, signals and exit status are handed on, and
 * it does not outlive this one: see child.js.
 */
export function startAgain() {
  const node = join(here, '..', 'node_modules', 'node', 'bin', 'node');
  if (!existsSync(node) || process.execPath === node) return false;
  const words = [...process.execArgv, join(here, 'child.js'), ...process.argv.slice(2)];
  // Listened to before there is a child: a signal in between must not end this one alone.
  // Ctrl-C reaches the child by itself too, at the same moment: it takes both for one.
  for (const signal of signals) process.on(signal, () => child.kill(signal));
  const child = spawn(node, words, { stdio: ['inherit', 'inherit', 'inherit', 'pipe'] });
  child.on('error', (error) => {
    process.stderr.write(`tend could not start ${node}: ${error.message}\n`);
    process.exitCode = 14;
  });
  child.on('exit', endAlike);
  // Nothing is ever read from it: it is there to end.
  child.stdio[3].on('error', () => undefined).unref();
  return true;
}

function endAlike(code, signal) {
  if (signal === null) {
    process.exitCode = code;
    return;
  }
  for (const one of signals) process.removeAllListeners(one);
  process.kill(process.pid, signal);
}
