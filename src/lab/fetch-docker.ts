import { KnownError } from '../model/known-error.js';
import type { LabDocker } from '../model/lab.js';
import type { LabTools } from '../tools/lab-tools.js';
import { dockerReleases, type DockerRelease } from '../model/docker-releases.js';
import { readDebianMirror } from './read-debian-mirror.js';
import { tryForLong } from './run-here.js';

const packages = ['docker.io', 'docker-cli', 'containerd'];
const keyring = '/usr/share/keyrings/debian-archive-keyring.gpg';
const slowLineMs = 15 * 60_000;

/**
 * The programs of a Docker release, unpacked into the cache once (some 60 MB are fetched); nothing is installed and the machine's
 * own package lists stay as they are. LAB_NOT_POSSIBLE where this machine cannot have it; `onFetch` is called where it is fetched.
 */
export async function fetchDocker(
  tools: LabTools,
  release: DockerRelease,
  onFetch: (suite: string) => void = () => {},
): Promise<LabDocker> {
  const finish = await waitForTurn(tools, release);
  try {
    const folder = `${tools.environment.cacheFolder}/lab-docker/${release}`;
    const version = await tools.files.readText(`${folder}/version`);
    if (version !== undefined) return { folder, version };
    onFetch(dockerReleases[release]);
    return await unpack(tools, release, folder);
  } finally {
    await finish();
  }
}

async function waitForTurn(tools: LabTools, release: DockerRelease): Promise<() => Promise<void>> {
  for (;;) {
    const finish = await tools.exclusive.hold(`tend-lab-docker-${release}`);
    if (finish) return finish;
    await tools.clock.sleep(200);
  }
}

/** Beside its place first, so that what is there is whole. */
async function unpack(tools: LabTools, release: DockerRelease, folder: string): Promise<LabDocker> {
  const unfinished = `${folder}.new`;
  await tools.files.remove(unfinished);
  const archives = await download(tools, release, `${unfinished}/apt`);
  for (const archive of archives) await must(tools, release, ['dpkg-deb', '-x', archive, unfinished]);
  await tools.files.remove(`${unfinished}/apt`);
  const version = await askVersion(tools, release, unfinished);
  await tools.files.write(`${unfinished}/version`, version);
  await tools.files.remove(folder);
  await tools.files.rename(unfinished, folder);
  return { folder, version };
}

/** With lists and settings of its own. Gives the paths of the packages. */
async function download(tools: LabTools, release: DockerRelease, folder: string): Promise<string[]> {
  const mirror = await readDebianMirror(tools, release);
  const source = `deb [signed-by=${keyring}] ${mirror} ${dockerReleases[release]} main\n`;
  for (const each of ['lists/partial', 'archives/partial']) await tools.files.createFolder(`${folder}/${each}`);
  await tools.files.write(`${folder}/sources.list`, source);
  await tools.files.write(`${folder}/status`, '');
  const apt = ['apt-get', '-q', ...aptSettings(folder)];
  await must(tools, release, [...apt, 'update']);
  await must(tools, release, [...apt, '-y', '--no-install-recommends', '--download-only', 'install', ...packages]);
  const found = await tools.files.list(`${folder}/archives`);
  const isWanted = (name: string) => packages.some((each) => name.startsWith(`${each}_`));
  return found.flatMap(({ name }) => (isWanted(name) ? [`${folder}/archives/${name}`] : []));
}

function aptSettings(folder: string): string[] {
  return [
    `Dir::State=${folder}`,
    `Dir::State::status=${folder}/status`,
    `Dir::Cache=${folder}`,
    `Dir::Etc::sourcelist=${folder}/sources.list`,
    'Dir::Etc::sourceparts=/dev/null',
    'Dir::Etc::preferences=/dev/null',
    'Dir::Etc::preferencesparts=/dev/null',
    // Else a mirror that cannot be reached is no error, and the packages are merely unknown.
    'APT::Update::Error-Mode=any',
    'Acquire::Retries=1',
    'Acquire::Languages=none',
    'Acquire::IndexTargets::deb::DEP-11::DefaultEnabled=false',
    'APT::Sandbox::User=root',
    'Debug::NoLocking=1',
  ].flatMap((setting) => ['-o', setting]);
}

/** What the unpacked daemon says of itself, `28.5.2+dfsg4`: a suite may have moved on, or want a newer system. */
async function askVersion(tools: LabTools, release: DockerRelease, folder: string): Promise<string> {
  const said = await must(tools, release, [`${folder}/usr/sbin/dockerd`, '--version']);
  const version = /version ([^\s,]+)/.exec(said)?.[1] ?? '';
  if (version.startsWith(`${release}.`)) return version;
  throw notToBeHad(release, [`Debian ${dockerReleases[release]} has Docker ${version} by now`]);
}

async function must(tools: LabTools, release: DockerRelease, line: readonly string[]): Promise<string> {
  const [program = '', ...words] = line;
  const done = await tryForLong(tools, { program, words, timeoutMs: slowLineMs });
  if (done.exitCode === 0) return done.stdout;
  if (done.missing) throw notToBeHad(release, [`${program} is not on this machine`]);
  throw notToBeHad(release, done.stderr.trim().split('\n').slice(-5));
}

function notToBeHad(release: DockerRelease, details: readonly string[]): KnownError {
  return new KnownError('LAB_NOT_POSSIBLE', `Docker ${release} for a lab cannot be had on this machine`, {
    details,
    tryThis: [
      "with this machine's own Docker: tend lab up",
      'see whether it reaches its Debian mirror: apt-get update',
    ],
  });
}
