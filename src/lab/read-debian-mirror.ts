import { KnownError } from '../model/known-error.js';
import type { LabTools } from '../tools/lab-tools.js';
import { tryHere } from './run-here.js';

/**
 * Address of the Debian mirror that this machine's apt uses. LAB_NOT_POSSIBLE where it is no Debian, or apt names no mirror of its
 * release; `release`, of Docker, for the sentence.
 */
export async function readDebianMirror(tools: LabTools, release: string): Promise<string> {
  const system = parseOsRelease((await tools.files.readText('/etc/os-release')) ?? '');
  if (system['ID'] !== 'debian')
    throw new KnownError(
      'LAB_NOT_POSSIBLE',
      `Docker ${release} for a lab comes from Debian, and this is ${system['NAME'] ?? 'another system'}`,
      {
        tryThis: ["with this machine's own Docker: tend lab up", 'run it in a Debian virtual machine'],
      },
    );
  const words = ['indextargets', '--format', '$(RELEASE) $(REPO_URI)', 'Created-By: Packages'];
  const told = await tryHere(tools, 'apt-get', words);
  const lines = told.stdout.split('\n').map((line) => line.split(' '));
  const own = lines.find(([suite]) => suite === system['VERSION_CODENAME']);
  // Apt may call it `stable`; the archive of the security updates lies in another folder.
  const mirror = (own ?? lines.find(([, address = '']) => /\/debian\/?$/.test(address)))?.[1];
  if (mirror === undefined) throw noMirror(release, system['VERSION_CODENAME'] ?? 'this release');
  return mirror;
}

function noMirror(release: string, suite: string): KnownError {
  const message = `Docker ${release} for a lab comes from a mirror of Debian, and apt names none of ${suite} on this machine`;
  return new KnownError('LAB_NOT_POSSIBLE', message, {
    tryThis: ["with this machine's own Docker: tend lab up", 'see which mirrors apt has: apt-get indextargets'],
  });
}

/** `ID=debian` and `NAME="Debian GNU/Linux"` a line (os-release(5)). */
function parseOsRelease(text: string): Readonly<Record<string, string>> {
  const pairs = [...text.matchAll(/^([A-Z_]+)="?([^"\n]*)"?$/gm)].map(
    ([, key = '', value = '']) => [key, value] as const,
  );
  return Object.fromEntries(pairs);
}
