import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { installMissingPackages } from '../../../src/lab/install-missing-packages.js';
import { tryHere } from '../../../src/lab/run-here.js';
import { fingerprint, parsePublicKey } from '../../../src/tlog/sshsig/public-key.js';
import { realAbra } from '../../../src/tools/abra.js';
import { realEnvironment } from '../../../src/tools/environment.js';
import { realFiles } from '../../../src/tools/files.js';
import { realGit } from '../../../src/tools/git.js';
import { realLabTools } from '../../../src/tools/lab-tools.js';
import { realPrograms, type ProgramOptions, type Programs } from '../../../src/tools/programs.js';
import { realRecordKeys } from '../../../src/tools/record-keys.js';
import { registryAuths } from '../../../src/tools/registry-auths.js';
import { readKnownKeys } from '../../../src/tools/ssh/read-known-keys.js';
import { resolveTarget } from '../../../src/tools/ssh/ssh-target.js';
import { readAbraProgram } from '../../../src/workflows/abra/abra-program.js';
import { openDeliverer } from '../../../src/workflows/watch/open-deliverer.js';
import { isGone } from '../../support/processes.js';

/** A security key's public half: signing with it needs ssh-keygen. */
const securityKey =
  'sk-ssh-ed25519@openssh.com AAAAGnNrLXNzaC1lZDI1NTE5QG9wZW5zc2guY29tAAAAIKwdEmvUSJAsx13SbfHNqXNl18nWXbCnYDmLcvdJ0Xd1AAAABHNzaDo=';

/** What a program is given before it is ended, in place of its own limit; and the limits that it was started with. */
function shortly(limits: (number | undefined)[]): Programs {
  const short = (options: ProgramOptions = {}): ProgramOptions => {
    limits.push(options.timeoutMs);
    return { ...options, timeoutMs: 1_500 };
  };
  return {
    run: (program, args, options) => realPrograms.run(program, args, short(options)),
    runBytes: (program, args, options) => realPrograms.runBytes(program, args, short(options)),
    streamBytes: (program, args, options) => realPrograms.streamBytes(program, args, short(options)),
  };
}

interface Started {
  readonly folder: string;
  readonly programs: Programs;
}

/** Every program that tend starts, by its name on the PATH, and what of tend starts it. */
const all: readonly (readonly [string, string, (started: Started) => Promise<unknown>])[] = [
  ['git', 'reads and writes repositories', ({ programs }) => realGit(programs).run(['--git-dir', '/dev/null', 'log'])],
  ['git', 'looks into a configuration', ({ programs, folder }) => realGit(programs).run(['log'], { cwd: folder })],
  [
    'ssh',
    'reads its configuration (-G)',
    ({ programs, folder }) => resolveTarget({ host: 'x' }, { ...realEnvironment(), home: folder }, programs),
  ],
  [
    'ssh-keygen',
    'finds known hosts (-F)',
    async ({ programs, folder }) => {
      const target = await resolveTarget(
        { host: 'x' },
        { ...realEnvironment(), home: join(folder, 'none') },
        realPrograms,
      );
      return readKnownKeys({ ...target, knownHostsFiles: [join(folder, 'known_hosts')] }, programs);
    },
  ],
  [
    'ssh-keygen',
    'signs with a security key, at the terminal',
    async ({ programs }) => {
      const environment = { variables: {}, home: '/none' };
      const key = await realRecordKeys({ environment, programs }).open({ kind: 'public', line: securityKey });
      return key.signEntry('x', new Uint8Array());
    },
  ],
  [
    'docker-credential-x',
    'knows passwords of registries',
    ({ programs, folder }) => {
      const environment = { ...realEnvironment(), variables: { DOCKER_CONFIG: folder } };
      return registryAuths([], { environment, files: realFiles, programs }).authFor('example.org/x');
    },
  ],
  ['abra', 'tells its version', ({ programs }) => readAbraProgram({ programs })],
  ['abra', 'carries steps out', () => realAbra.run(['x'], { env: {}, deadlineMs: 1_500 })],
  [
    'alarm',
    'takes alarms',
    async ({ programs, folder }) => {
      const tools = { files: realFiles, programs, folder };
      const deliverer = await openDeliverer(tools, { tell: () => undefined, command: ['alarm'] });
      await deliverer.deliver([{} as never]);
    },
  ],
  ['setpriv', 'makes a lab', ({ programs }) => tryHere({ ...realLabTools(), programs }, 'ip', [])],
  [
    'apt-get',
    'installs what a lab needs',
    ({ programs, folder }) => {
      const files = {
        ...realFiles,
        exists: () => Promise.resolve(false),
        write: () => Promise.resolve(),
        remove: () => Promise.resolve(),
      };
      const environment = { ...realEnvironment(), variables: { PATH: folder } };
      return installMissingPackages({ ...realLabTools(), programs, files, environment });
    },
  ],
];

describe('a program that hangs, with a child that keeps its pipes and hears no SIGTERM', () => {
  let folder: string;
  let path: string | undefined;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'time-limits-'));
    path = process.env['PATH'];
    process.env['PATH'] = `${folder}:${path ?? ''}`;
    mkdirSync(join(folder, '.ssh'));
    for (const file of ['.ssh/config', 'known_hosts']) writeFileSync(join(folder, file), '');
    writeFileSync(join(folder, 'config.json'), '{"credsStore":"x"}');
  });
  afterEach(() => {
    process.env['PATH'] = path;
    rmSync(folder, { recursive: true, force: true });
  });

  test.each(all)('%s: %s', async (name, _what, start) => {
    const hang = `(trap "" TERM; exec sleep 600) & echo $! >> ${folder}/pids\necho $$ >> ${folder}/pids\nwait`;
    writeFileSync(join(folder, name), `#!/bin/sh\n${hang}\n`, { mode: 0o755 });
    const limits: (number | undefined)[] = [];
    const began = Date.now();
    await start({ folder, programs: shortly(limits) }).catch(() => undefined);
    expect(Date.now() - began).toBeLessThan(30_000);
    // A limit of none would be 0.
    expect(limits).not.toContain(0);
    expect(existsSync(join(folder, 'pids'))).toBe(true);
    for (const pid of readFileSync(join(folder, 'pids'), 'utf8').trim().split('\n'))
      expect(await isGone(Number(pid))).toBe(true);
  });

  test('the key of the test is one', () =>
    expect(fingerprint(parsePublicKey(securityKey) ?? ({} as never))).toMatch(/^SHA256:/));
});
