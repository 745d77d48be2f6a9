import { describe, expect, test } from '@jest/globals';
import { checkMachine, findMissingPackages } from '../../src/lab/check-machine.js';
import { realLabTools, type LabTools } from '../../src/tools/lab-tools.js';

describe('a machine that cannot have a lab', () => {
  test('says so in one sentence where it is no Linux', async () => {
    const tools = machine({ platform: 'darwin' });
    await expect(checkMachine(tools)).rejects.toMatchObject({
      code: 'LAB_NOT_POSSIBLE',
      message: 'a lab needs Linux, and this is darwin',
    });
  });

  test('says so where the asker is not root', async () => {
    await expect(checkMachine(machine({ isRoot: false }))).rejects.toMatchObject({ code: 'LAB_NOT_POSSIBLE' });
  });

  test('names what is missing with the command that installs it', async () => {
    const tools = machine({}, ['/usr/sbin/ip', '/usr/sbin/sshd', '/usr/bin/ssh-keygen', '/usr/bin/unshare']);
    await expect(checkMachine(tools)).rejects.toMatchObject({
      code: 'TOOL_MISSING',
      exitStatus: 14,
      tryThis: [
        'apt-get install --no-install-recommends docker.io docker-registry iptables busybox-static',
        'or let tend install them: tend lab up --yes',
      ],
    });
  });

  test('lacks nothing where every program is in some system folder', async () => {
    const anywhere = machine({});
    const files = { ...anywhere.files, exists: async (path: string) => path.startsWith('/sbin/') };
    expect(await findMissingPackages({ ...anywhere, files })).toEqual([]);
  });
});

function machine(environment: { platform?: string; isRoot?: boolean }, present: readonly string[] = []): LabTools {
  const real = realLabTools();
  return {
    ...real,
    environment: { ...real.environment, platform: 'linux', isRoot: true, ...environment },
    files: { ...real.files, exists: async (path) => present.includes(path) },
  };
}
