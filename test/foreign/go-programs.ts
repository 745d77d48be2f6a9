import { createHash } from 'node:crypto';
import { globSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { describe } from '@jest/globals';
import { execa } from 'execa';

const sources = join(import.meta.dirname, 'go');

/** Programs of others, as their makers released them; ours are the folders of test/foreign/go. */
const released = {
  fsck: 'github.com/transparency-dev/tessera/cmd/fsck@v1.0.4',
  'posix-oneshot': 'github.com/transparency-dev/tessera/cmd/examples/posix-oneshot@v1.0.4',
} as const;

export type GoProgram = keyof typeof released | 'check-tree' | 'check-note';

/** Where each program lies, or why there are none. */
type GoPrograms<Name extends GoProgram> = Readonly<Record<Name, string>> | { readonly missing: string };

/**
 * Builds what is asked for and gives the paths; a later call, also in another run, finds what was built before under the
 * system's folder for temporary files. Where there is no Go, or it cannot fetch modules, it says so. An own program that does
 * not compile is an error.
 */
async function buildGoPrograms<Name extends GoProgram>(names: readonly Name[]): Promise<GoPrograms<Name>> {
  const version = await execa('go', ['version'], { reject: false });
  if (version.failed) return { missing: 'no Go on this machine' };
  const paths = new Map<string, string>();
  for (const name of names) {
    const built = await buildIfNeeded(name, version.stdout);
    if (built === undefined) return { missing: `Go could not fetch ${name}` };
    paths.set(name, built);
  }
  return Object.fromEntries(paths) as Record<Name, string>;
}

/** A describe block with the programs it needs; skipped, and said why, where they cannot be had. Await it at the top level. */
export async function describeWithGo<Name extends GoProgram>(
  title: string,
  names: readonly Name[],
  tests: (programs: Readonly<Record<Name, string>>) => void,
): Promise<void> {
  const built = await buildGoPrograms(names);
  if (!('missing' in built)) return describe(title, () => tests(built));
  const none = Object.fromEntries(names.map((name) => [name, ''])) as Record<Name, string>;
  describe.skip(`${title} (skipped: ${built.missing})`, () => tests(none));
}

/** Undefined where its source cannot be fetched. */
async function buildIfNeeded(name: GoProgram, version: string): Promise<string | undefined> {
  const cache = ownFolder();
  const built = join(cache, `${name}-${digestOf(name, version)}`);
  if (statSync(built, { throwIfNoEntry: false })) return built;
  // Two test files may build the same one at the same time: each in a folder of its own, and the last one wins.
  const folder = mkdtempSync(join(cache, 'building-'));
  try {
    if (!(await buildInto(folder, name))) return undefined;
    renameSync(join(folder, name), built);
    return built;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function buildInto(folder: string, name: GoProgram): Promise<boolean> {
  const options = { env: { GOBIN: folder, CGO_ENABLED: '0' }, cwd: sources };
  if (name in released) {
    const installed = await execa('go', ['install', released[name as keyof typeof released]], {
      ...options,
      reject: false,
    });
    return !installed.failed;
  }
  const fetched = await execa('go', ['mod', 'download'], { ...options, reject: false });
  if (fetched.failed) return false;
  await execa('go', ['install', `./${name}`], options);
  return true;
}

/** Only this user can put programs there: they are run. */
function ownFolder(): string {
  const { uid } = userInfo();
  const folder = join(tmpdir(), `tend-foreign-go-${uid}`);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (statSync(folder).uid !== uid) throw new Error(`${folder} belongs to somebody else`);
  return folder;
}

/** Another source, release or Go makes another program. */
function digestOf(name: GoProgram, version: string): string {
  const hash = createHash('sha256').update(version);
  if (name in released) hash.update(released[name as keyof typeof released]);
  else
    for (const file of globSync('{go.*,*/*.go}', { cwd: sources }).sort())
      hash.update(readFileSync(join(sources, file)));
  return hash.digest('hex').slice(0, 12);
}
