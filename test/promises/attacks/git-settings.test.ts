import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { filesAtCommit } from '../../../src/tools/files-at-commit.js';
import { realFiles } from '../../../src/tools/files.js';
import { realGit } from '../../../src/tools/git.js';
import { realPrograms } from '../../../src/tools/programs.js';
import { commitEdit } from '../../../src/workflows/region/commit-edit.js';
import { readManifestState } from '../../../src/workflows/region/read-manifest-state.js';
import { fixedRandom } from '../../support/fixed-random.js';
import { makeGitRepo, runGit } from '../../support/git-repo.js';
import { makeEnvironment } from '../../support/make-tools.js';
import { wikiHere } from '../../recipe/wiki-here.js';

interface Attack {
  /** Settings of the repository's own configuration; MARK becomes a program that leaves a mark. */
  readonly settings: Readonly<Record<string, string>>;
  /** Of `.gitattributes`. */
  readonly attributes?: string;
  /** Files below `.git`. */
  readonly files?: Readonly<Record<string, string>>;
  /** What of plain git falls for it: the proof that the attack is one. */
  readonly plain: readonly string[];
}

const commit = ['commit', '--quiet', '--allow-empty', '--all', '--message', 'x'];
const signing = { 'commit.gpgSign': 'true', 'user.signingKey': 'x' };

/** Each way of git-config(1) and githooks(5) in which a repository names a program that work in it runs. */
const attacks: readonly (readonly [string, Attack])[] = [
  ['a filter that cleans', { settings: { 'filter.x.clean': 'MARK' }, attributes: '* filter=x', plain: ['add', '.'] }],
  [
    'a filter as a process',
    { settings: { 'filter.x.process': 'MARK' }, attributes: '* filter=x', plain: ['add', '.'] },
  ],
  [
    'a filter that must not fail',
    {
      settings: { 'filter.x.clean': 'MARK', 'filter.x.required': 'true' },
      attributes: '* filter=x',
      plain: ['add', '.'],
    },
  ],
  ['a watcher of files', { settings: { 'core.fsmonitor': 'MARK' }, plain: ['status'] }],
  ['hooks in another folder', { settings: { 'core.hooksPath': 'HOOKS' }, plain: commit }],
  ['hooks in their own folder', { settings: {}, files: { 'hooks/pre-commit': 'MARK' }, plain: commit }],
  ['a program that signs', { settings: { ...signing, 'gpg.program': 'MARK' }, plain: commit }],
  [
    'a program that signs by ssh',
    { settings: { ...signing, 'gpg.format': 'ssh', 'gpg.ssh.program': 'MARK' }, plain: commit },
  ],
  [
    'a program that finds the key to sign with',
    {
      settings: { 'commit.gpgSign': 'true', 'gpg.format': 'ssh', 'gpg.ssh.defaultKeyCommand': 'MARK' },
      plain: commit,
    },
  ],
  [
    'a program that checks signatures',
    { settings: { 'log.showSignature': 'true', 'gpg.program': 'MARK' }, plain: ['log', '-1', 'signed'] },
  ],
  [
    'settings of another file',
    {
      settings: { 'include.path': 'more' },
      files: { more: '[core]\n\tfsmonitor = MARK\n' },
      plain: ['status'],
    },
  ],
  [
    'settings of another file, under a condition',
    {
      settings: { 'includeIf.gitdir:/.path': 'more' },
      files: { more: '[filter "x"]\n\tclean = MARK\n' },
      attributes: '* filter=x',
      plain: ['add', '.'],
    },
  ],
  [
    'a remote that has what is missing, at an address that is a program',
    {
      settings: {
        'extensions.partialClone': 'origin',
        'remote.origin.promisor': 'true',
        'remote.origin.url': 'ext::MARK',
        'protocol.ext.allow': 'always',
      },
      plain: ['cat-file', '-p', '1234567890123456789012345678901234567890'],
    },
  ],
  [
    'a remote that has what is missing, with a program of its own',
    {
      settings: {
        'extensions.partialClone': 'origin',
        'remote.origin.promisor': 'true',
        'remote.origin.url': '/dev/null',
        'remote.origin.uploadpack': 'MARK',
      },
      plain: ['cat-file', '-p', '1234567890123456789012345678901234567890'],
    },
  ],
  [
    'a remote that has what is missing, over an ssh of its own',
    {
      settings: {
        'extensions.partialClone': 'origin',
        'remote.origin.promisor': 'true',
        'remote.origin.url': 'ssh://198.18.0.1/x',
        'core.sshCommand': 'MARK',
      },
      plain: ['cat-file', '-p', '1234567890123456789012345678901234567890'],
    },
  ],
];

describe('what a repository says in its own configuration runs no program', () => {
  const here = wikiHere();
  let place: string;
  let mark: string;
  let hooks: string;
  beforeEach(() => {
    place = mkdtempSync(join(tmpdir(), 'tend-git-'));
    hooks = join(place, 'hooks');
    mark = join(place, 'marked');
    mkdirSync(hooks);
    const program = `#!/bin/sh\necho ran >> ${mark}\nexit 1\n`;
    for (const file of [join(place, 'mark'), join(hooks, 'pre-commit')]) writeFileSync(file, program, { mode: 0o755 });
  });
  afterEach(() => rmSync(place, { recursive: true }));

  const filled = (text: string) => text.replaceAll('MARK', join(place, 'mark')).replaceAll('HOOKS', hooks);

  /** Arms a repository with an attack, and makes all its files look changed. */
  function arm(folder: string, { settings, attributes, files = {} }: Attack, file: string): void {
    for (const [path, text] of Object.entries(files)) {
      const isHook = path.startsWith('hooks/');
      const content = isHook ? `#!/bin/sh\nexec ${join(place, 'mark')} < /dev/null\n` : filled(text);
      mkdirSync(join(folder, '.git', 'hooks'), { recursive: true });
      writeFileSync(join(folder, '.git', path), content, { mode: 0o755 });
    }
    if (attributes !== undefined) writeFileSync(join(folder, '.git', 'info', 'attributes'), `${attributes}\n`);
    // The path of a worktree's settings is where git looks for them: in .git.
    for (const [key, value] of Object.entries(settings)) runGit(folder, 'config', key, filled(value));
    execFileSync('touch', ['-d', '2001-01-01', join(folder, file)]);
  }

  function makeRegion(): { readonly folder: string; readonly head: string } {
    const folder = join(place, 'region');
    const [head = ''] = makeGitRepo(folder, [{ files: { 'region.yml': 'a: 1\n' } }]);
    runGit(folder, 'config', 'user.name', 'Ada');
    runGit(folder, 'config', 'user.email', 'ada@example.org');
    return { folder, head };
  }

  test.each(attacks)('%s: plain git falls for it', (_name, attack) => {
    const { folder } = makeRegion();
    arm(folder, attack, 'region.yml');
    if (attack.plain.includes('signed')) markAsSigned(folder);
    try {
      runGit(folder, ...attack.plain);
    } catch {
      // It may fail; what counts is what it ran.
    }
    expect(existsSync(mark)).toBe(true);
  });

  test.each(attacks)('%s: nothing in a region', async (_name, attack) => {
    const { folder, head } = makeRegion();
    arm(folder, attack, 'region.yml');
    const git = realGit(realPrograms);
    const manifest = await readManifestState({ git }, folder);
    const files = filesAtCommit(git, folder, head);
    await files.readText(join(folder, 'region.yml'));
    await files.list(folder);
    await git.run(['log', '-1', '--format=%s', head], { cwd: folder });
    await git.run(['cat-file', '-p', '1234567890123456789012345678901234567890'], { cwd: folder });
    const edit = { file: 'region.yml', before: 'a: 1\n', after: 'a: 2\n' };
    const tools = {
      git,
      files: realFiles,
      environment: makeEnvironment({ stateFolder: `${folder}-state` }),
      random: fixedRandom(),
    };
    await commitEdit(tools, { folder, manifest }, { edits: [edit], subject: 'Edit' }).catch(() => undefined);
    expect(existsSync(mark)).toBe(false);
    expect(manifest).toMatchObject({ commit: head, dirty: false });
  });

  test.each(attacks)('%s: nothing in a recipe of a folder', async (_name, attack) => {
    makeGitRepo(here.repo, [{ files: { 'compose.yml': 'services: {}\n', '.env.sample': '' }, tag: '1.0.0+1' }]);
    arm(here.repo, attack, 'compose.yml');
    await here.read(here.folder());
    expect(existsSync(mark)).toBe(false);
  });

  /** A commit that bears a signature, so that somebody looks at it. */
  function markAsSigned(folder: string): void {
    const tree = runGit(folder, 'rev-parse', 'HEAD^{tree}');
    const who = 'Ada <ada@example.org> 1 +0000';
    const lines = [
      `tree ${tree}`,
      `author ${who}`,
      `committer ${who}`,
      'gpgsig -----BEGIN PGP SIGNATURE-----',
      ' ',
      ' x',
      ' -----END PGP SIGNATURE-----',
      '',
      'x',
      '',
    ];
    writeFileSync(join(place, 'commit'), lines.join('\n'));
    const made = runGit(folder, 'hash-object', '-t', 'commit', '-w', join(place, 'commit'));
    runGit(folder, 'update-ref', 'refs/heads/signed', made);
  }
});
