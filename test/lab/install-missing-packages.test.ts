import { spawnSync } from 'node:child_process';
import { describe, expect, test } from '@jest/globals';
import { installMissingPackages } from '../../src/lab/install-missing-packages.js';
import { realPrograms } from '../../src/tools/programs.js';
import { describeApt } from '../support/apt-contract.js';
import { makeMachine, places, policy } from './make-machine.js';

const all = ['dockerd', 'docker', 'docker-registry', 'sshd', 'ssh-keygen', 'ip', 'iptables', 'busybox', 'unshare'];

describe('what a lab lacks', () => {
  test('is installed while services are kept from starting, and the rule for that goes again', async () => {
    const machine = makeMachine({ present: [policy, ...places(all)].filter((path) => !/busybox|policy/.test(path)) });
    expect(await installMissingPackages(machine.tools)).toEqual(['busybox-static']);
    expect(machine.ran).toEqual(['install busybox-static with policy']);
    expect(machine.present.has(policy)).toBe(false);
  });

  test("leaves the machine's own rule for services in place", async () => {
    const machine = makeMachine({ present: [policy, ...places(all.slice(1))] });
    await installMissingPackages(machine.tools);
    expect(machine.present.has(policy)).toBe(true);
  });

  test('is looked for again after the lists were updated', async () => {
    const machine = makeMachine({ present: places(all.slice(3)), failing: 1 });
    await installMissingPackages(machine.tools);
    expect(machine.ran).toEqual([
      'install docker.io docker-registry with policy',
      'update  with policy',
      'install docker.io docker-registry with policy',
    ]);
  });

  test('takes the client of Docker from a package of its own where docker.io is without', async () => {
    const machine = makeMachine({ present: places(all.slice(2)), brings: { 'docker.io': ['dockerd'] } });
    expect(await installMissingPackages(machine.tools)).toEqual(['docker.io', 'docker-cli']);
  });

  test('is named with the command for a person where apt-get fails', async () => {
    const machine = makeMachine({ present: places(all.slice(3)), failing: 9 });
    await expect(installMissingPackages(machine.tools)).rejects.toMatchObject({
      code: 'TOOL_MISSING',
      tryThis: ['as root: apt-get update && apt-get install --no-install-recommends docker.io docker-registry'],
    });
    expect(machine.present.has(policy)).toBe(false);
  });
});

describe('apt-get of the machine in memory', () => {
  const { tools } = makeMachine({ present: [] });
  describeApt({
    programs: tools.programs,
    installed: 'docker-registry',
    async filesOf(name) {
      const machine = makeMachine({ present: [] });
      await machine.tools.programs.run('apt-get', ['install', name]);
      return [...machine.present];
    },
  });
});

const absent = ['apt-get', 'dpkg-query'].filter((name) => spawnSync(name, ['--version']).status !== 0);
const onDebian = absent.length === 0 ? describe : describe.skip;

onDebian(`apt-get of this machine (skipped where one of these is absent: ${absent.join()})`, () => {
  describeApt({
    programs: realPrograms,
    installed: 'dpkg',
    async filesOf(name) {
      const { exitCode, stdout } = await realPrograms.run('dpkg-query', ['--listfiles', name]);
      return exitCode === 0 ? stdout.split('\n') : undefined;
    },
  });
});
