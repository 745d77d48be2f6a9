import { KnownError } from '../model/known-error.js';
import type { LabTools } from '../tools/lab-tools.js';
import { systemFolders } from './run-here.js';

/** A program that a lab needs, and the Debian package that brings it. */
const needed = {
  dockerd: 'docker.io',
  docker: 'docker.io',
  'docker-registry': 'docker-registry',
  sshd: 'openssh-server',
  'ssh-keygen': 'openssh-client',
  ip: 'iproute2',
  iptables: 'iptables',
  busybox: 'busybox-static',
  unshare: 'util-linux',
} as const;

/** Throws where no lab can be raised on this machine: LAB_NOT_POSSIBLE for good, TOOL_MISSING where packages help. */
export async function checkMachine(tools: LabTools): Promise<void> {
  const { platform, isRoot } = tools.environment;
  if (platform !== 'linux')
    throw new KnownError('LAB_NOT_POSSIBLE', `a lab needs Linux, and this is ${platform}`, {
      tryThis: [
        'run it in a Debian virtual machine',
        'try tend against servers of your own: tend init NAME --domain DOMAIN',
      ],
    });
  if (!isRoot)
    throw new KnownError(
      'LAB_NOT_POSSIBLE',
      'a lab needs root, for namespaces and a bridge; planning and applying to your servers does not',
      {
        tryThis: ['sudo tend lab up', 'run it in a Debian virtual machine'],
      },
    );
  const packages = await findMissingPackages(tools);
  if (packages.length > 0)
    throw new KnownError('TOOL_MISSING', `a lab needs programs that are not on this machine: ${packages.join(' ')}`, {
      tryThis: [installCommand(packages), 'or let tend install them: tend lab up --yes'],
    });
}

/** Debian packages that a lab needs and this machine lacks. Since Debian 13 docker.io comes without its client. */
export async function findMissingPackages(tools: LabTools): Promise<string[]> {
  const daemon = await isHere(tools, 'dockerd');
  const found = await Promise.all(
    Object.entries(needed).map(async ([program, name]) => ((await isHere(tools, program)) ? [] : [name])),
  );
  return [...new Set(found.flat())].map((name) => (name === 'docker.io' && daemon ? 'docker-cli' : name));
}

export function installCommand(packages: readonly string[]): string {
  return `apt-get install --no-install-recommends ${packages.join(' ')}`;
}

async function isHere(tools: LabTools, program: string): Promise<boolean> {
  const found = await Promise.all(systemFolders.map((folder) => tools.files.exists(`${folder}/${program}`)));
  return found.includes(true);
}
