import { describe, expect, test } from '@jest/globals';
import { installMissingPackages } from '../../src/lab/install-missing-packages.js';
import { realLabTools, type LabTools } from '../../src/tools/lab-tools.js';

const all = ['dockerd', 'docker', 'docker-registry', 'sshd', 'ssh-keygen', 'ip', 'iptables', 'busybox', 'unshare'];
const policy = '/usr/sbin/policy-rc.d';

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

function places(programs: readonly string[]): string[] {
  return programs.map((name) => `/usr/sbin/${name}`);
}

interface MachineOptions {
  readonly present: readonly string[];
  /** So many runs of apt-get fail first. */
  readonly failing?: number;
  readonly brings?: Readonly<Record<string, readonly string[]>>;
}

function makeMachine({ present, failing = 0, brings = {} }: MachineOptions) {
  const real = realLabTools();
  const here = new Set(present);
  const ran: string[] = [];
  const usual: Record<string, readonly string[]> = {
    'docker.io': ['dockerd', 'docker'],
    'docker-cli': ['docker'],
    'docker-registry': ['docker-registry'],
    'busybox-static': ['busybox'],
    ...brings,
  };
  const tools: LabTools = {
    ...real,
    files: {
      ...real.files,
      exists: async (path) => here.has(path),
      write: async (path) => void here.add(path),
      remove: async (path) => void here.delete(path),
    },
    programs: {
      ...real.programs,
      async run(_program, args) {
        const [, word, ...rest] = args;
        const packages = rest.filter((each) => !each.startsWith('-'));
        ran.push(`${word} ${packages.join(' ')} ${here.has(policy) ? 'with policy' : 'without'}`);
        const fails = ran.length <= failing;
        if (!fails) for (const path of places(packages.flatMap((name) => usual[name] ?? []))) here.add(path);
        return { exitCode: fails ? 100 : 0, stdout: '', stderr: '', timedOut: false, missing: false };
      },
    },
  };
  return { tools, ran, present: here };
}
