import { execa } from 'execa';
import { fatal } from './speech.js';

/** Runs docker against a server by its context, which leads over ssh. */
export async function docker(
  server: string,
  words: readonly string[],
  options: {
    readonly env?: Readonly<Record<string, string>>;
    readonly input?: string | Uint8Array;
    readonly cwd?: string;
  } = {},
): Promise<string> {
  const done = await execa('docker', ['--context', server, ...words], {
    reject: false,
    ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
    ...(options.input === undefined ? { stdin: 'ignore' as const } : { input: options.input }),
    ...(options.env === undefined ? {} : { extendEnv: false, env: { ...ownEnvironment(), ...options.env } }),
  });
  return done.exitCode === 0 ? done.stdout : fatal(`docker ${words.slice(0, 2).join(' ')}: ${done.stderr}`);
}

/** docker itself needs these; the operator's other variables must not reach compose files. */
function ownEnvironment(): Record<string, string> {
  const names = ['PATH', 'HOME', 'DOCKER_CONFIG', 'SSH_AUTH_SOCK'];
  return Object.fromEntries(names.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])));
}

/** The version that the labels of the service `app` tell: undefined where nothing of the stack runs. */
export async function deployedVersion(server: string, stack: string): Promise<string | undefined> {
  const names = (
    await docker(server, ['service', 'ls', '--quiet', '--filter', `label=com.docker.stack.namespace=${stack}`])
  )
    .split('\n')
    .filter(Boolean);
  if (names.length === 0) return undefined;
  const text = await docker(server, ['service', 'inspect', '--format', '{{json .Spec.Labels}}', ...names]);
  const labels = text.split('\n').map((line) => JSON.parse(line) as Record<string, string>);
  return labels.map((each) => each[`coop-cloud.${stack}.version`]).find(Boolean) ?? 'unknown';
}
