import { createHash } from 'node:crypto';
import {
  chmodSync,
  copyFileSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';

const sources = join(import.meta.dirname, 'go');

/** Releases of docker/cli to which tend is held. */
export const loaders = { '28.5.2': 'client28', '29.9.3': 'client29' } as const;

export type LoaderVersion = keyof typeof loaders;

/**
 * Builds what docker's loader makes of compose files (go/main.go) against a release of docker/cli, from its Go module,
 * and gives the program's path; a later call finds what was built before under the system's folder for temporary files.
 * Minutes of processor time the first time.
 */
export async function buildLoader(version: LoaderVersion): Promise<string> {
  const built = join(ownFolder(), `docker-loader-${version}-${await digestOf(version)}`);
  if (statSync(built, { throwIfNoEntry: false })) return built;
  const folder = mkdtempSync(join(ownFolder(), 'building-'));
  try {
    await prepareModule(folder, version);
    const env = { GOFLAGS: '-mod=mod', CGO_ENABLED: '0' };
    await execa('nice', ['-n', '10', 'go', 'build', '-o', 'docker-loader', '.'], { cwd: folder, env });
    renameSync(join(folder, 'docker-loader'), built);
    return built;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The folder of docker/cli's sources in Go's own cache. */
export async function dockerSources(version: LoaderVersion): Promise<string> {
  const module = `github.com/docker/cli@v${version}+incompatible`;
  const { stdout } = await execa('go', ['mod', 'download', '-json', module], { cwd: sources });
  return (JSON.parse(stdout) as { Dir: string }).Dir;
}

/** docker/cli is no Go module of its own: what it needs stands in its vendor.mod. */
async function prepareModule(folder: string, version: LoaderVersion): Promise<void> {
  const from = await dockerSources(version);
  copyFileSync(join(sources, 'main.go'), join(folder, 'main.go'));
  copyFileSync(join(sources, loaders[version], 'client.go'), join(folder, 'client.go'));
  const needs = readFileSync(join(from, 'vendor.mod'), 'utf8');
  writeFileSync(join(folder, 'go.mod'), needs.replace(/^module .*$/m, 'module example.org/docker-loader'));
  copyFileSync(join(from, 'vendor.sum'), join(folder, 'go.sum'));
  chmodSync(join(folder, 'go.sum'), 0o600);
  // The swarmkit that 29 names is not to be had from the module proxy; nothing of it runs here.
  const swarmkit = 'github.com/moby/swarmkit/v2';
  const edits = [`-require=github.com/docker/cli@v${version}+incompatible`, `-replace=${swarmkit}=${swarmkit}@v2.0.0`];
  await execa('go', ['mod', 'edit', ...edits], { cwd: folder });
}

/** Only this user can put programs there: they are run. */
function ownFolder(): string {
  const { uid } = userInfo();
  const folder = join(tmpdir(), `tend-docker-loader-${uid}`);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (statSync(folder).uid !== uid) throw new Error(`${folder} belongs to somebody else`);
  return folder;
}

/** Other sources or another Go make another program. */
async function digestOf(version: LoaderVersion): Promise<string> {
  const hash = createHash('sha256').update((await execa('go', ['version'])).stdout);
  for (const file of globSync(`{main.go,${loaders[version]}/*.go}`, { cwd: sources }).sort())
    hash.update(readFileSync(join(sources, file)));
  return hash.digest('hex').slice(0, 12);
}
