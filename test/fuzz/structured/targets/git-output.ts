import type { Git } from '../../../../src/tools/git.js';
import { readRefs } from '../../../../src/changelog/clone/read-refs.js';
import { listTree } from '../../../../src/changelog/clone/list-tree.js';
import { readCommitFiles } from '../../../../src/recipe/read-commit-files.js';
import { cloneIn } from '../../../../src/recipe/open-recipe-clone.js';
import { disarmSettings } from '../../../../src/tools/git/disarm-settings.js';
import { readSettings } from '../../../../src/tools/git/read-settings.js';
import type { Programs } from '../../../../src/tools/programs.js';
import { onlyWith } from '../../../support/only-with.js';
import type { Dice } from '../../mutate.js';
import { mutateLines } from '../mutate-lines.js';
import { refusedOrThrown } from '../refused-or-thrown.js';
import type { Reading, StructuredTarget } from '../structured-target.js';

const object = 'a'.repeat(40);
const at = 'refs/tend/at/1-x';
const refs = [
  `${at}/main ${object} ${object}`,
  `${at}/details ${object} ${object}`,
  `${at}/witness/north ${object} ${object}`,
  `refs/tend/seen/main ${object} ${object}`,
].join('\n');
/** NUL, which git writes between its rows, stands as a new line while it is mutated. */
const settings = [
  'local=core.bare=false',
  'local=filter.x.clean=cat',
  'global=credential.helper=store',
  'worktree=include.path=../x',
  'local=hook.a=b.command=rm',
  'system=gpg.ssh.program=ssh-keygen',
].join('\n');
const tree = [
  `100644 blob ${object}      12\tcompose.yml`,
  `120000 blob ${object}       5\tlink`,
  `160000 commit ${object}       -\tsub`,
  `100755 blob ${object} 3000000\trelease/1.0.0+1`,
  `100644 blob ${object}       1\ta/../b`,
].join('\n');
const kinds = { refs, settings, tree };
const names = Object.keys(kinds) as (keyof typeof kinds)[];

/** What git prints about repositories of others. */
export const gitOutputTarget: StructuredTarget = {
  name: 'git-output',
  says: "git's lists of refs, files and settings of others' repositories",
  beyondEarly: 100,
  make: (dice) => `${pick(dice)}\n${mutateLines([kinds[pick(dice)], ...Object.values(kinds)], dice)}`,
  read,
};

function pick(dice: Dice): keyof typeof kinds {
  return names[dice(names.length)] ?? 'refs';
}

async function read(text: string): Promise<Reading> {
  const end = text.indexOf('\n');
  const [kind, body] = [text.slice(0, end), text.slice(end + 1)];
  const rows = kind === 'refs' ? body : body.replaceAll('\n', '\0');
  const done = { exitCode: 0, stdout: rows, stderr: '', timedOut: false, missing: false };
  const git = onlyWith<Git>('git', {
    run: async () => done,
    runBytes: async () => ({ ...done, bytes: Buffer.from(rows) }),
  });
  try {
    if (kind === 'refs') await readRefs({ folder: '/x', git, at });
    if (kind === 'tree') await listTree({ folder: '/x', git, at }, object);
    if (kind === 'tree') await readTree(git);
    if (kind === 'settings') await disarm(done);
    return 'read';
  } catch (error) {
    return refusedOrThrown(error, /^$/);
  }
}

async function readTree(git: Git): Promise<void> {
  const tools = { git } as Parameters<typeof cloneIn>[0];
  await readCommitFiles(cloneIn(tools, '/x', { name: 'wiki', url: 'u', shownUrl: 'u' }), object);
}

/** Whatever a repository says, no word of it stands among the arguments but behind `-c` and a key of settings. */
async function disarm(done: Awaited<ReturnType<Programs['run']>>): Promise<void> {
  const programs = onlyWith<Programs>('programs', {
    run: async () => ({ ...done, stdout: done.stdout.replaceAll('=', '\0') }),
  });
  const found = await readSettings(programs, { folder: '/x', env: {} });
  const args = 'exitCode' in found ? [] : disarmSettings(found);
  if (args?.some((word, index) => index % 2 === 0 && word !== '-c')) throw new Error('an argument that is no setting');
}
