import { readValue } from './read-value.js';
import { join } from 'node:path';
import { isMapping } from '../model/is-mapping.js';
import { KnownError } from '../model/known-error.js';
import { parseJson } from '../model/parse-json.js';
import type { Registry, ValueSource } from '../model/region.js';
import { Secret } from '../model/secret.js';
import type { RegistryAuth } from './docker.js';
import { registryOf } from './docker/registry-of.js';
import type { Environment } from './environment.js';
import type { ReadingFiles } from './files.js';
import type { Programs } from './programs.js';

/** Where credentials may come from besides the manifest. */
export interface CredentialSources {
  readonly environment: Environment;
  readonly files: ReadingFiles;
  readonly programs: Programs;
}

export interface RegistryAuths {
  /** User and password for the registry of an image; undefined: ask it without. Read once a registry, when first needed. */
  authFor(image: string): Promise<RegistryAuth | undefined>;
}

/** Credentials of registries: the manifest's, else those of docker's config.json and its helpers. */
export function registryAuths(registries: readonly Registry[], sources: CredentialSources): RegistryAuths {
  const known = new Map<string, Promise<RegistryAuth | undefined>>();
  return {
    authFor(image) {
      const host = registryOf(image);
      const reading = known.get(host) ?? readAuth(host, registries, sources);
      known.set(host, reading);
      return reading;
    },
  };
}

async function readAuth(
  host: string,
  registries: readonly Registry[],
  sources: CredentialSources,
): Promise<RegistryAuth | undefined> {
  const wanted = registries.find((registry) => registry.host === host);
  if (!wanted) return readDockerAuth(host, sources);
  const password = await readPassword(wanted.password, host, sources);
  return { serveraddress: serverAddress(host), username: wanted.user, password };
}

/** Docker Hub goes by the address of its first API, in requests and in config.json. */
function serverAddress(host: string): string {
  return host === 'docker.io' ? 'https://index.docker.io/v1/' : host;
}

async function readPassword(from: ValueSource, host: string, sources: CredentialSources): Promise<Secret> {
  const value = await readValue(sources, from);
  if (value) return value;
  const where = from.kind === 'env' ? `the variable ${from.name}` : `the file ${from.path}`;
  throw new KnownError('USAGE', `registries.${host}: ${where} holds no password`, {
    tryThis: [from.kind === 'env' ? `set it and run again: export ${from.name}=…` : 'write the password into it'],
  });
}

interface DockerConfig {
  readonly auths?: Readonly<Record<string, StoredAuth>>;
  readonly credsStore?: string;
  readonly credHelpers?: Readonly<Record<string, string>>;
}

interface StoredAuth {
  readonly auth?: string;
  readonly identitytoken?: string;
}

/** As docker's own client looks it up: a helper for this registry, the general helper, then the file itself. */
async function readDockerAuth(host: string, sources: CredentialSources): Promise<RegistryAuth | undefined> {
  const config = await readDockerConfig(sources);
  const address = serverAddress(host);
  const helper = config.credHelpers?.[address] ?? config.credHelpers?.[host] ?? config.credsStore;
  if (helper) return askHelper(helper, address, sources.programs);
  const stored = Object.entries(config.auths ?? {}).find(([key]) => key === address || hostOf(key) === host);
  return stored && storedAuth(stored[1], address);
}

async function readDockerConfig({ environment, files }: CredentialSources): Promise<DockerConfig> {
  const folder = environment.variables['DOCKER_CONFIG'] || join(environment.home, '.docker');
  const path = join(folder, 'config.json');
  const text = await files.readText(path);
  if (text === undefined || text.trim() === '') return {};
  const config = parseJson(text);
  if (isDockerConfig(config)) return config;
  throw new KnownError('USAGE', `${path} is not what docker login writes`, { tryThis: ['log in anew: docker login'] });
}

function isDockerConfig(value: unknown): value is DockerConfig {
  if (!isMapping(value)) return false;
  const { auths = {}, credsStore = '', credHelpers = {} } = value;
  return (
    isMapping(auths) &&
    Object.values(auths).every(isStoredAuth) &&
    typeof credsStore === 'string' &&
    isMapping(credHelpers) &&
    Object.values(credHelpers).every((helper) => typeof helper === 'string')
  );
}

function isStoredAuth(value: unknown): value is StoredAuth {
  if (!isMapping(value)) return false;
  const { auth = '', identitytoken = '' } = value;
  return typeof auth === 'string' && typeof identitytoken === 'string';
}

/** `https://ghcr.io/v2/` → `ghcr.io` */
function hostOf(key: string): string {
  return key.replace(/^https?:\/\//, '').split('/')[0] ?? key;
}

function storedAuth(stored: StoredAuth, serveraddress: string): RegistryAuth | undefined {
  const [username, ...rest] = Buffer.from(stored.auth ?? '', 'base64')
    .toString('utf8')
    .split(':');
  const password = new Secret(rest.join(':'));
  if (stored.identitytoken) {
    return { serveraddress, username: '', password, identityToken: new Secret(stored.identitytoken) };
  }
  return username ? { serveraddress, username, password } : undefined;
}

/** Source: docker-credential-helpers, `get`: the address on stdin, JSON on stdout; another status: it has none. */
async function askHelper(helper: string, serveraddress: string, programs: Programs): Promise<RegistryAuth | undefined> {
  const program = `docker-credential-${helper}`;
  const done = await programs.run(program, ['get'], { input: serveraddress, timeoutMs: 10_000 });
  if (done.exitCode !== 0) return undefined;
  const { Username: username, Secret: secret } = (parseJson(done.stdout) ?? {}) as Readonly<Record<string, unknown>>;
  if (typeof username !== 'string' || typeof secret !== 'string' || !username || !secret) return undefined;
  const password = new Secret(secret);
  // The helpers' word for "this is a token, not a password".
  if (username === '<token>') return { serveraddress, username: '', password, identityToken: password };
  return { serveraddress, username, password };
}
