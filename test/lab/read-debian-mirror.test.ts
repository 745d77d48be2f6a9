import { describe, expect, test } from '@jest/globals';
import { readDebianMirror } from '../../src/lab/read-debian-mirror.js';
import { realLabTools, type LabTools } from '../../src/tools/lab-tools.js';

const debian = 'NAME="Debian GNU/Linux"\nVERSION_CODENAME=bookworm\nID=debian\n';

describe('the Debian mirror of a machine', () => {
  test('is the one of its own suite, not that of its security updates', async () => {
    const lines = ['nodistro https://b.example.org/node/', 'bookworm-security http://a.example.org/security/'];
    const tools = machine(debian, [...lines, 'bookworm http://mirror.example.org/debian/'].join('\n'));
    expect(await readDebianMirror(tools, '28')).toBe('http://mirror.example.org/debian/');
  });

  test('is found where apt calls its release stable', async () => {
    const lines = 'stable-security http://a.example.org/debian-security/\nstable http://mirror.example.org/debian/';
    expect(await readDebianMirror(machine(debian, lines), '28')).toBe('http://mirror.example.org/debian/');
  });

  test('is not guessed where apt names none of its release', async () => {
    const others = 'bookworm-security http://a.example.org/debian-security/';
    await expect(readDebianMirror(machine(debian, others), '28')).rejects.toMatchObject({
      code: 'LAB_NOT_POSSIBLE',
      message: 'Docker 28 for a lab comes from a mirror of Debian, and apt names none of bookworm on this machine',
    });
  });

  test('is not looked for on another system, which is named', async () => {
    await expect(readDebianMirror(machine('NAME="Ubuntu"\nID=ubuntu\n', ''), '28')).rejects.toMatchObject({
      code: 'LAB_NOT_POSSIBLE',
      message: 'Docker 28 for a lab comes from Debian, and this is Ubuntu',
    });
  });
});

function machine(osRelease: string, stdout: string): LabTools {
  const real = realLabTools();
  const ended = { exitCode: 0, stdout, stderr: '', timedOut: false, missing: false };
  return {
    ...real,
    files: { ...real.files, readText: async () => osRelease },
    programs: { ...real.programs, run: async () => ended },
  };
}
