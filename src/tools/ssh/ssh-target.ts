import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { KnownError } from '../../model/known-error.js';
import { readAccount } from '../account.js';
import type { Environment } from '../environment.js';
import { noHome } from '../is-usable-folder.js';
import type { Programs } from '../programs.js';

/** Whom to reach, as manifest or a jump says it: `host` may be an alias. */
export interface Wanted {
  readonly host: string;
  readonly user?: string | undefined;
  readonly port?: number | undefined;
  readonly identityFile?: string | undefined;
}

/** Whom to reach, with everything that ssh's configuration adds. */
export interface SshTarget {
  /** As it was written: the name in sentences and commands. */
  readonly alias: string;
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly identityFiles: readonly string[];
  /** Offer keys of the agent only where they are one of the identity files. */
  readonly identitiesOnly: boolean;
  readonly agentSocket?: string | undefined;
  readonly knownHostsFiles: readonly string[];
  /** Hosts to go through, the nearest first. */
  readonly jumps: readonly Wanted[];
}

const defaultKeys = ['id_ed25519', 'id_ecdsa', 'id_rsa'];
const systemFolder = '/etc/ssh/ssh_config.d';

/**
 * Reads ssh's configuration by `ssh -G`, which knows Match, Include and tokens better than any copy of it. Only where
 * somebody wrote one: without, the defaults are known and a process a node is saved. Source: ssh_config(5).
 */
export async function resolveTarget(typed: Wanted, environment: Environment, programs: Programs): Promise<SshTarget> {
  const wanted = { ...typed, host: withoutBrackets(typed.host) };
  const plain = plainTarget(wanted, environment);
  if (!hasConfiguration(environment)) return plain;
  const result = await programs.run('ssh', configWords(wanted, environment), { timeoutMs: 5000 });
  if (result.missing) return plain;
  if (result.exitCode !== 0) throw configInvalid(wanted, result.stderr);
  return configuredTarget(plain, parseConfig(result.stdout), { wanted, environment });
}

/** `[2001:db8::1]`, as URLs have it: ssh and name look-ups take the address alone. */
function withoutBrackets(host: string): string {
  return host.replace(/^\[([0-9a-f:.]+(?:%\w+)?)\]$/i, '$1');
}

function plainTarget(wanted: Wanted, environment: Environment): SshTarget {
  const folder = join(environment.home, '.ssh');
  return {
    alias: wanted.host,
    host: wanted.host,
    port: wanted.port ?? 22,
    user: wanted.user ?? environment.userName,
    identityFiles: [
      ...(wanted.identityFile ? [expandHome(wanted.identityFile, environment)] : []),
      ...defaultKeys.map((name) => join(folder, name)),
    ],
    identitiesOnly: false,
    agentSocket: environment.variables['SSH_AUTH_SOCK'],
    knownHostsFiles: [join(folder, 'known_hosts'), '/etc/ssh/ssh_known_hosts'],
    jumps: [],
  };
}

function hasConfiguration(environment: Environment): boolean {
  if (existsSync(configFile(environment))) return true;
  return existsSync(systemFolder) && readdirSync(systemFolder).some((name) => name.endsWith('.conf'));
}

function configFile(environment: Environment): string {
  return join(environment.home, '.ssh', 'config');
}

function configWords(wanted: Wanted, environment: Environment): string[] {
  // ssh looks into the home folder of /etc/passwd, whatever HOME says.
  const elsewhere = environment.home !== homedirOfPasswd() && existsSync(configFile(environment));
  return [
    '-G',
    ...(elsewhere ? ['-F', configFile(environment)] : []),
    ...(wanted.user ? ['-l', wanted.user] : []),
    ...(wanted.port ? ['-p', String(wanted.port)] : []),
    '--',
    wanted.host,
  ];
}

function homedirOfPasswd(): string {
  return readAccount()?.homedir ?? noHome;
}

function parseConfig(text: string): Map<string, string[]> {
  const config = new Map<string, string[]>();
  for (const line of text.split('\n')) {
    const space = line.indexOf(' ');
    if (space > 0)
      config.set(line.slice(0, space), [...(config.get(line.slice(0, space)) ?? []), line.slice(space + 1)]);
  }
  return config;
}

function configuredTarget(
  plain: SshTarget,
  config: Map<string, string[]>,
  given: { readonly wanted: Wanted; readonly environment: Environment },
): SshTarget {
  const { wanted, environment } = given;
  const files = (config.get('identityfile') ?? []).map((file) => expandHome(file, environment));
  if (isSet(one('proxycommand')) && !isSet(one('proxyjump'))) throw proxyCommandUnknown(wanted);
  return {
    alias: wanted.host,
    host: one('hostname') ?? plain.host,
    port: Number(one('port') ?? plain.port),
    user: one('user') ?? plain.user,
    identityFiles: wanted.identityFile ? [expandHome(wanted.identityFile, environment), ...files] : files,
    identitiesOnly: one('identitiesonly') === 'yes',
    agentSocket: agentSocket(one('identityagent'), environment),
    knownHostsFiles: knownHostsFiles(config, environment),
    jumps: isSet(one('proxyjump')) ? (one('proxyjump') ?? '').split(',').map(parseJump) : [],
  };

  function one(key: string): string | undefined {
    return config.get(key)?.[0];
  }
}

function isSet(value: string | undefined): boolean {
  return value !== undefined && value !== 'none';
}

function agentSocket(value: string | undefined, environment: Environment): string | undefined {
  if (value === 'none') return undefined;
  if (value === undefined || value === 'SSH_AUTH_SOCK') return environment.variables['SSH_AUTH_SOCK'];
  return value.startsWith('$') ? environment.variables[value.slice(1)] : expandHome(value, environment);
}

function knownHostsFiles(config: Map<string, string[]>, environment: Environment): string[] {
  const keys = ['userknownhostsfile', 'globalknownhostsfile'];
  const files = keys.flatMap((key) => (config.get(key) ?? []).flatMap((value) => value.split(' ')));
  return files.map((file) => expandHome(file, environment));
}

/** `~/…`, and what ssh made of it where HOME is another folder. */
function expandHome(path: string, environment: Environment): string {
  if (path.startsWith('~/')) return join(environment.home, path.slice(2));
  const passwd = `${homedirOfPasswd()}/.ssh/`;
  return path.startsWith(passwd) ? join(environment.home, '.ssh', path.slice(passwd.length)) : path;
}

/** `user@host:port`, also with `ssh://` before and an IPv6 address in brackets. */
function parseJump(text: string): Wanted {
  const found = /^(?:ssh:\/\/)?(?:([^@]+)@)?(?:\[([^\]]+)\]|([^:]+))(?::(\d+))?$/.exec(text.trim());
  if (!found) return { host: text.trim() };
  const [, user, bracketed, host, port] = found;
  return { host: bracketed ?? host ?? text, user, port: port === undefined ? undefined : Number(port) };
}

function configInvalid(wanted: Wanted, stderr: string): KnownError {
  return new KnownError('SSH_AUTH_FAILED', `ssh cannot read its configuration for ${wanted.host}`, {
    details: stderr.split('\n').filter((line) => line !== ''),
    tryThis: [`see what it says: ssh -G ${wanted.host}`],
  });
}

function proxyCommandUnknown(wanted: Wanted): KnownError {
  return new KnownError(
    'NODE_UNREACHABLE',
    `${wanted.host}: ~/.ssh/config gives a ProxyCommand, which tend does not run`,
    {
      tryThis: ['say the same with ProxyJump in ~/.ssh/config'],
    },
  );
}
