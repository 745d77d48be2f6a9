import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { writeFileSync } from 'node:fs';

/** A real ssh-agent with a socket of its own. */
export interface TestAgent {
  readonly socket: string;
  /** Gives it a private key file; the passphrase, if the file has one. */
  add(path: string, passphrase?: string): void;
  /** Takes all its keys away. */
  clear(): void;
  stop(): Promise<void>;
}

export async function startAgent(socket: string): Promise<TestAgent> {
  const agent = spawn('ssh-agent', ['-D', '-a', socket], { stdio: 'ignore' });
  while (!existsSync(socket)) await new Promise((resolve) => setTimeout(resolve, 10));
  const askpass = join(dirname(socket), 'askpass');
  writeFileSync(askpass, '#!/bin/sh\nprintf "%s\\n" "$TEST_PASSPHRASE"\n', { mode: 0o700 });
  return {
    socket,
    add(path, passphrase = '') {
      const asking = { SSH_ASKPASS: askpass, SSH_ASKPASS_REQUIRE: 'force', TEST_PASSPHRASE: passphrase };
      execFileSync('ssh-add', ['-q', path], {
        env: { ...process.env, ...asking, SSH_AUTH_SOCK: socket },
        stdio: 'ignore',
      });
    },
    clear() {
      execFileSync('ssh-add', ['-q', '-D'], { env: { ...process.env, SSH_AUTH_SOCK: socket }, stdio: 'ignore' });
    },
    async stop() {
      agent.kill();
      await once(agent, 'exit');
    },
  };
}
