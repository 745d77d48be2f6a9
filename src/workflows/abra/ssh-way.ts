import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { Node } from '../../model/region.js';
import type { Environment } from '../../tools/environment.js';

/** Files by path, with their mode, and what must stand in the environment of abra. */
export interface SshWay {
  /** abra's name of the server. */
  readonly server: string;
  readonly files: ReadonlyMap<string, { readonly text: string; readonly mode: number }>;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/**
 * How abra reaches a node as the manifest says it: a docker context of the server's name that leads over ssh, and before
 * the real ssh a small program of that name which adds the login, the port and the pinned host key. The operator's own
 * configuration comes behind; none of his files is written. Pure.
 */
export function sshWay(node: Node, folder: string, { home, variables }: Environment): SshWay {
  const server = node.host === 'local' ? 'default' : node.host;
  const [docker, bin, ssh] = ['docker', 'bin', 'ssh'].map((name) => join(folder, name)) as [string, string, string];
  const path = variables['PATH'] ?? '/usr/local/bin:/usr/bin:/bin';
  const config = join(ssh, 'config');
  const files: [string, string, number][] = [
    [join(docker, 'config.json'), '{}\n', 0o600],
    [join(docker, 'contexts', 'meta', sha256(server), 'meta.json'), contextText(server), 0o600],
    [config, configLines(node, join(ssh, 'known_hosts'), home), 0o600],
    [join(ssh, 'known_hosts'), `${server} ${node.hostKey ?? ''}\n`, 0o600],
    [join(bin, 'ssh'), `#!/bin/sh\nPATH=${shellWord(path)}\nexec ssh -F ${shellWord(config)} "$@"\n`, 0o700],
  ];
  return {
    server,
    files: new Map((server === 'default' ? files.slice(0, 1) : files).map(([at, text, mode]) => [at, { text, mode }])),
    // A context or host of the operator's own shell must not win.
    env: { PATH: `${bin}:${path}`, DOCKER_CONFIG: docker, DOCKER_HOST: undefined, DOCKER_CONTEXT: undefined },
  };
}

/** The first value of a key counts: what the manifest says stands before what the operator's configuration says. */
function configLines(node: Node, knownHosts: string, home: string): string {
  return [
    `Host ${node.host}`,
    ...(node.user === undefined ? [] : [`  User ${node.user}`]),
    ...(node.port === undefined ? [] : [`  Port ${node.port}`]),
    ...(node.identityFile === undefined ? [] : [`  IdentityFile ${configWord(node.identityFile)}`]),
    `  HostKeyAlias ${node.host}`,
    `  UserKnownHostsFile ${configWord(knownHosts)}`,
    '  GlobalKnownHostsFile /dev/null',
    '  StrictHostKeyChecking yes',
    '  BatchMode yes',
    '  ConnectTimeout 10',
    'Match all',
    `  Include ${configWord(join(home, '.ssh', 'config'))}`,
    '  Include /etc/ssh/ssh_config',
    '',
  ].join('\n');
}

function contextText(server: string): string {
  const docker = { Host: `ssh://${server}`, SkipTLSVerify: false };
  return `${JSON.stringify({ Name: server, Metadata: {}, Endpoints: { docker } })}\n`;
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function shellWord(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

function configWord(text: string): string {
  return `"${text}"`;
}
