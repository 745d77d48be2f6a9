import type { LabTools } from '../tools/lab-tools.js';
import { labNames } from './lab-names.js';
import { runHere } from './run-here.js';

/** What a server is prepared from. */
export interface ServerSettings {
  readonly number: number;
  readonly name: string;
  readonly folder: string;
  readonly publicKey: string;
  /** Lines of /etc/hosts. */
  readonly hosts: readonly string[];
  readonly resolver: string;
  /** Lines added to sshd_config, for variants: `MaxSessions 2`. */
  readonly sshd: readonly string[];
  /** Added to /etc/docker/daemon.json. */
  readonly docker: Readonly<Record<string, unknown>>;
}

/** What a server takes over from this machine's /etc; everything else there (keys, passwords) stays unseen. */
const sharedSettings = (
  'alternatives apparmor apparmor.d bash.bashrc ca-certificates ca-certificates.conf debian_version environment inputrc ' +
  'ld.so.cache ld.so.conf ld.so.conf.d localtime login.defs mke2fs.conf mime.types nsswitch.conf os-release profile protocols services shells ssl terminfo'
).split(' ');

/** Makes the folders that a server will see as its own /etc, /root, /home and /var/lib. Gives its host key. */
export async function prepareServer(tools: LabTools, settings: ServerSettings): Promise<string> {
  const { folder } = settings;
  for (const each of ['etc/ssh', 'etc/docker', 'root', 'home', 'lib/docker'])
    await tools.files.createFolder(`${folder}/${each}`);
  const shared = sharedSettings.map((name) => `/etc/${name}`);
  const present = await Promise.all(shared.map((path) => tools.files.exists(path)));
  const copied = shared.filter((_, index) => present[index]);
  await runHere(tools, 'cp', ['-a', ...copied, `${folder}/etc`]);
  for (const [path, content] of Object.entries(serverFiles(settings)))
    await tools.files.write(`${folder}/${path}`, content, 0o644);
  await createLogins(tools, settings);
  return createHostKey(tools, settings);
}

function serverFiles(settings: ServerSettings): Record<string, string> {
  return {
    'etc/hostname': `${settings.name}\n`,
    'etc/hosts': ['127.0.0.1 localhost', ...settings.hosts, ''].join('\n'),
    'etc/resolv.conf': settings.resolver,
    'etc/passwd': passwd,
    'etc/group': group,
    'etc/shadow': 'root:*:19000::::::\nsshd:*:19000::::::\ndeploy:*:19000::::::\nvisitor:*:19000::::::\n',
    'etc/ssh/sshd_config': sshdConfig(settings.sshd),
    'etc/docker/daemon.json': JSON.stringify(dockerSettings(settings), undefined, 2),
  };
}

const passwd = `root:x:0:0:root:/root:/bin/bash
nobody:x:65534:65534:nobody:/nonexistent:/usr/sbin/nologin
sshd:x:100:65534::/run/sshd:/usr/sbin/nologin
deploy:x:1000:1000::/home/deploy:/bin/bash
visitor:x:1001:1001::/home/visitor:/bin/bash
`;
const group = 'root:x:0:\nnogroup:x:65534:\ndocker:x:990:deploy\ndeploy:x:1000:\nvisitor:x:1001:\n';

/** sshd takes the first of two equal words, so variants stand first. */
function sshdConfig(variants: readonly string[]): string {
  const usual = ['Port 22', 'HostKey /etc/ssh/host', 'UsePAM no', 'PasswordAuthentication no', 'StrictModes no'];
  const more = ['PermitRootLogin prohibit-password', 'PrintMotd no', 'Subsystem sftp internal-sftp', 'UseDNS no'];
  return [...variants, ...usual, ...more, ''].join('\n');
}

function dockerSettings({ number, name, docker }: ServerSettings) {
  const { network, cgroup } = labNames(number);
  return {
    'cgroup-parent': `${cgroup}/${name}`,
    'exec-root': '/run/docker',
    'exec-opts': ['native.cgroupdriver=cgroupfs'],
    'insecure-registries': [`${network}.0/24`],
    'registry-mirrors': [`http://${network}.2`],
    'log-level': 'warn',
    ...docker,
  };
}

async function createLogins(tools: LabTools, { folder, publicKey }: ServerSettings): Promise<void> {
  const logins = { root: '0:0', 'home/deploy': '1000:1000', 'home/visitor': '1001:1001' };
  for (const [home, owner] of Object.entries(logins)) {
    await tools.files.write(`${folder}/${home}/.ssh/authorized_keys`, publicKey, 0o600);
    await runHere(tools, 'chown', ['-R', owner, `${folder}/${home}`]);
  }
}

async function createHostKey(tools: LabTools, { folder, name }: ServerSettings): Promise<string> {
  const path = `${folder}/etc/ssh/host`;
  await runHere(tools, 'ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-C', name, '-f', path]);
  const [kind, key] = ((await tools.files.readText(`${path}.pub`)) ?? '').split(' ');
  return `${kind} ${key}`;
}
