import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { Node } from '../../model/region.js';
import type { SshTarget } from '../../tools/ssh/ssh-target.js';
import type { Tools } from '../../tools/tools.js';

type LookingTools = Pick<Tools, 'environment' | 'sshConfig'>;

/** abra's folder for the machine that it runs on. */
const localServer = 'default';

/**
 * The node that a server of abra's is: its name an ssh host, what ~/.ssh/config says of it written out, so that others
 * reach it too. It stays the alias where the configuration says of it what no manifest can (a jump host, a key file).
 */
export async function resolveServer(tools: LookingTools, server: string, name: string): Promise<Node> {
  const at = { file: 'region.yml' };
  if (server === localServer) return { name, host: 'local', at };
  const { environment, sshConfig } = tools;
  const target = await sshConfig.targetOf({ host: server });
  // Who logs in as themselves does so on every machine; root is the same for all who read the manifest.
  const isOwn = target.user === environment.userName && target.user !== 'root';
  const user = isOwn ? {} : { user: target.user };
  const port = target.port === 22 ? {} : { port: target.port };
  const told = { host: target.host, ...user, ...port };
  const direct = await sshConfig.targetOf(told);
  const isSaid = isDeepStrictEqual({ ...direct, alias: '' }, { ...target, alias: '' });
  return { name, ...(isSaid ? told : { host: server }), at };
}

/** The ssh host by which abra knows a node: a name in ~/.ssh/config that leads there, the one most like the node's first; else its address. */
export async function serverOf(tools: LookingTools & Pick<Tools, 'files'>, node: Node): Promise<string> {
  if (node.host === 'local') return localServer;
  const { environment, sshConfig } = tools;
  const config = (await tools.files.readText(join(environment.home, '.ssh', 'config'))) ?? '';
  const hosts = [...config.matchAll(/^[ \t]*Host[ \t=]+(.+)$/gim)].flatMap(([, names = '']) =>
    names.trim().split(/\s+/),
  );
  const named = hosts.filter((host) => !/[*?!]/.test(host));
  named.sort((a, b) => Number(firstLabel(b) === node.name) - Number(firstLabel(a) === node.name));
  for (const host of named) {
    const target = await sshConfig.targetOf({ host }).catch(() => undefined);
    if (target && leadsTo(target, node)) return host;
  }
  return node.host;
}

function leadsTo({ host, port, user }: SshTarget, node: Node): boolean {
  return host === node.host && port === (node.port ?? 22) && (node.user === undefined || node.user === user);
}

/** Names for servers: the first label of each, or all of it where two would be the same. */
export function nodeNames(servers: readonly string[]): ReadonlyMap<string, string> {
  const short = servers.map((server) => [server, asName(/^[\d.:[\]]+$/.test(server) ? server : firstLabel(server))]);
  const counts = Map.groupBy(short, ([, name]) => name);
  return new Map(
    short.map(([server = '', name = '']) => [server, counts.get(name)?.length === 1 ? name : asName(server)]),
  );
}

function firstLabel(server: string): string {
  return server.split('.')[0] ?? server;
}

function asName(text: string): string {
  const name = text.toLowerCase().replace(/[^a-z0-9-]+/g, '-');
  return name.replace(/^-+|-+$/g, '').slice(0, 63) || 'server';
}
