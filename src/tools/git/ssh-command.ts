import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { Programs } from '../programs.js';
import { ofAnotherRepo } from './calm.js';

/** Nobody is asked, and a server that is gone is noticed: 10 s for an answer to the call, 45 s without a sign of life later. */
const patient = '-o BatchMode=yes -o ConnectTimeout=10';
const aliveChecks = '-o ServerAliveInterval=15 -o ServerAliveCountMax=3';

/**
 * By which ssh git reaches others: the person's own (GIT_SSH_COMMAND, GIT_SSH, core.sshCommand of their or the machine's configuration),
 * else one that asks nobody and notices a dead line, unless their ssh configuration says itself when a line is dead.
 */
export async function sshVariables(programs: Programs): Promise<Readonly<Record<string, string>>> {
  const { GIT_SSH_COMMAND: command, GIT_SSH: program } = process.env;
  if (command || program) return {};
  // From a folder that is no repository: only what the person and the machine say.
  const asked = await programs.run('git', ['config', '--get', 'core.sshCommand'], {
    cwd: '/',
    env: { ...ofAnotherRepo, GIT_DIR: '/dev/null' },
    timeoutMs: 10_000,
  });
  const own = asked.exitCode === 0 ? asked.stdout : '';
  return { GIT_SSH_COMMAND: own || ['ssh', patient, ...(saysWhenDead() ? [] : [aliveChecks])].join(' ') };
}

/** Options on the command line would win over theirs. */
function saysWhenDead(): boolean {
  try {
    const home = process.env['HOME'] || homedir();
    return /^\s*ServerAlive/im.test(readFileSync(join(home, '.ssh', 'config'), 'utf8'));
  } catch {
    return false;
  }
}
