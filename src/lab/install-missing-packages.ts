import { KnownError } from '../model/known-error.js';
import type { LabTools } from '../tools/lab-tools.js';
import { findMissingPackages, installCommand } from './check-machine.js';

/** Keeps services of what is installed from starting: a lab runs its own dockerd, sshd and registry. */
const policyFile = '/usr/sbin/policy-rc.d';

/** Installs what a lab lacks on a Debian machine, as root; asks nobody. Gives the names of the packages. */
export async function installMissingPackages(tools: LabTools): Promise<string[]> {
  const first = await findMissingPackages(tools);
  if (first.length === 0) return [];
  await installQuietly(tools, first);
  // What a package turned out not to bring (docker's client) has one of its own.
  const then = await findMissingPackages(tools);
  if (then.length > 0) await installQuietly(tools, then);
  return [...first, ...then];
}

async function installQuietly(tools: LabTools, packages: readonly string[]): Promise<void> {
  const ownPolicy = !(await tools.files.exists(policyFile));
  if (ownPolicy) await tools.files.write(policyFile, '#!/bin/sh\nexit 101\n', 0o755);
  try {
    await install(tools, packages);
  } finally {
    if (ownPolicy) await tools.files.remove(policyFile);
  }
}

async function install(tools: LabTools, packages: readonly string[]): Promise<void> {
  const words = ['install', '-y', '--no-install-recommends', ...packages];
  if (await runApt(tools, words)) return;
  await runApt(tools, ['update']);
  if (await runApt(tools, words)) return;
  throw new KnownError('TOOL_MISSING', `apt-get could not install ${packages.join(' ')}`, {
    tryThis: [`as root: apt-get update && ${installCommand(packages)}`],
  });
}

async function runApt(tools: LabTools, words: readonly string[]): Promise<boolean> {
  const env = { DEBIAN_FRONTEND: 'noninteractive', LC_ALL: 'C' };
  const done = await tools.programs.run('apt-get', ['-q', ...words], { env, timeoutMs: 600_000 });
  return done.exitCode === 0;
}
