import { execFileSync, spawnSync } from 'node:child_process';
import { hash } from 'node:crypto';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Entry } from '../../../src/model/entry.js';
import { leafHash } from '../../../src/tlog/tree/hash.js';
import { entryOf, idOf, intentOf, openOf, outcomeOf, stewardOf } from '../entries.js';
import { makeSigner, writeSignedLog } from '../signed-log.js';
import { pagesOf } from './pages-of.js';

const programs = ['bash', 'git', 'jq', 'openssl', 'ssh-keygen', 'python3', 'xxd'];
const missing = programs.filter((program) => spawnSync('sh', ['-c', `command -v ${program}`]).status !== 0);
const withPrograms = missing.length === 0 ? describe : describe.skip;

const [first, oneTime, stranger] = [makeSigner(), makeSigner(), makeSigner()];
const intent = intentOf('wiki', { outcomeKey: oneTime.key.text });
const open = openOf({ key: first.key.text });
const readme = pagesOf([open, intent]).get('README.md') ?? '';

/** The README's commands: those that stand in one block below a paragraph with these words. */
function commandsBelow(words: string): string {
  const [, block = ''] = readme.slice(readme.indexOf(words)).split(/\n\n(?= {4})/);
  const [commands = ''] = block.split(/\n\n(?! {4})/);
  return commands.replace(/^ {4}/gm, '');
}

withPrograms(`the README's commands (skipped where one of these is absent: ${missing.join()})`, () => {
  let folder = '';

  beforeAll(async () => {
    folder = await writeSignedLog(
      [
        [open, first],
        [intent, first],
        [outcomeOf(intent), oneTime],
        [stewardOf('wiki', 'op-bo'), stranger],
      ],
      first,
    );
  });

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  /** What these commands print, with line N of the log in hand. */
  function run(line: number, ...blocks: readonly string[]): string {
    const taken = commandsBelow('An entry, here').replace('sed -n 2p', `sed -n ${line}p`);
    const before = `intent=$(sed -n 2p log/entries/000.ndjson)`;
    const script = ['set -eo pipefail', before, taken, ...blocks].join('\n').replaceAll('/tmp/', `${folder}/`);
    const { stdout, stderr, status } = spawnSync('bash', ['-c', script], { cwd: folder, encoding: 'utf8' });
    return status === 0 ? stdout.trim() : `FAILED ${stdout}${stderr}`;
  }

  test('name an entry as the log does', () => {
    expect(run(2, commandsBelow('Its name (id)'))).toBe(idOf(intent));
  });

  test('find the signature of an entry good, and that of a key that nobody let in bad', () => {
    const commands = commandsBelow('Its signature, by');
    expect(run(1, commands)).toMatch(/^Good "tend-changelog-entry-v1" signature for op-7f3k/);
    expect(run(2, commands)).toMatch(/^Good /);
    expect(run(4, commands)).toMatch(/^FAILED /);
  });

  test('find the signature of an outcome good with the key of its intent only', () => {
    const commands = commandsBelow('Its signature, by');
    expect(run(3, commands)).toMatch(/^FAILED /);
    const signers = commandsBelow('An outcome is signed');
    const withThem = commands.replace('-f policy/allowed_signers', `-f /tmp/signers`);
    expect(run(3, signers, withThem)).toMatch(/^Good /);
  });

  test('give the leaf of an entry and the root that the head names', () => {
    const [leaf, root] = run(2, commandsBelow('Its leaf hash')).split('\n');
    const line = readFileSync(join(folder, 'log/entries/000.ndjson'), 'utf8').split('\n')[1] ?? '';
    expect(leaf).toBe(`${Buffer.from(leafHash(line)).toString('hex')}  -`);
    expect(root).toBe(readFileSync(join(folder, 'log/checkpoint'), 'utf8').split('\n')[2]);
  });

  test('find the head well signed, and any other head not', () => {
    const commands = commandsBelow('The head itself');
    expect(run(2, commands)).toBe('Signature Verified Successfully');
    const path = join(folder, 'log/checkpoint');
    const good = readFileSync(path, 'utf8');
    writeFileSync(path, good.replace('\n4\n', '\n5\n'));
    expect(run(2, commands)).toMatch(/^FAILED /);
    writeFileSync(path, good);
  });

  test('show whether a text is what an entry committed to', () => {
    const text = `${'ab'.repeat(32)}\nsecurity fix\nsee ticket 31`;
    const bytes = Buffer.concat([Buffer.from('ab'.repeat(32), 'hex'), Buffer.from(text.slice(65))]);
    const name = hash('sha256', bytes, 'base64url');
    const git = (...words: string[]) => execFileSync('git', ['-C', folder, ...words], { encoding: 'utf8' });
    writeFileSync(join(folder, 'detail'), text);
    const blob = git('hash-object', '-w', 'detail').trim();
    git('update-index', '--add', '--cacheinfo', `100644,${blob},details/${name}`);
    const tree = git('write-tree').trim();
    const commit = git('-c', 'user.name=a', '-c', 'user.email=a@example.org', 'commit-tree', '-m', 'x', tree).trim();
    git('update-ref', 'refs/remotes/origin/details', commit);
    expect(run(2, commandsBelow('Whether a text').replaceAll('NAME', name))).toBe(name);
  });
});

describe('the README', () => {
  test('says whose log it is, and the fingerprint by which to know it', () => {
    expect(readme).toMatch(/^# Changelog of merri-bek\.example\n/);
    expect(readme).toContain(`**Fingerprint of this log: \`${idOf(open)}\`.**`);
  });

  test('says which draft was taken up, and how to check that', () => {
    const draft = { sha256: 'd'.repeat(64), size: 12 };
    const text = pagesOf([intent, openOf({ draft })], 1).get('README.md') ?? '';
    expect(text).toContain('a draft: 12 entries under `draft/entries` were not signed when they were written');
    expect(text).toContain(`It must be \`${draft.sha256}\`.`);
    expect(readme).not.toContain('draft/entries');
  });

  test('lists the services of the draft and of the log', () => {
    const entries: Entry[] = [intentOf('pad'), open, intent];
    expect(pagesOf(entries, 1).get('README.md')).toContain('- [pad](services/pad.md)\n- [wiki](services/wiki.md)\n');
  });

  test('says that a log is closed and where it goes on', () => {
    const close = entryOf('log.close', { next: 'coburg.example/changelog' });
    expect(pagesOf([open, close]).get('README.md')).toContain(
      '**Closed** on 2026-11-22 by op-7f3k; it goes on as `coburg.example/changelog`.',
    );
  });
});
