import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { deliverHead } from '../../../src/changelog/heads/deliver-head.js';
import { recordKey } from '../../../src/changelog/keys/record-key.js';
import { proveEntry } from '../../../src/changelog/proofs/prove-entry.js';
import { openChangelog, type Changelog } from '../../../src/changelog/open-changelog.js';
import type { NewEntry } from '../../../src/model/entry.js';
import { recordContents } from '../../../src/record/record-contents.js';
import { canonicalJson } from '../../../src/tlog/canonical-json.js';
import { formatNote, parseNote } from '../../../src/tlog/note/note.js';
import { cosignNote } from '../../../src/tlog/note/sign-note.js';
import { fingerprint, parsePublicKey } from '../../../src/tlog/sshsig/public-key.js';
import { makeNoteKey } from '../../tlog/note/make-note-key.js';
import { intentOf, keepOf, origin, outcomeOf, stewardOf } from '../../changelog/entries.js';
import { makeHere, type Here } from '../../changelog/here.js';
import { toolsOf } from '../../changelog/tools-of.js';
import { realAge } from '../../../src/tools/age.js';

const programs = ['bash', 'git', 'jq', 'openssl', 'ssh-keygen', 'python3', 'xxd'];
const missing = programs.filter((program) => spawnSync('sh', ['-c', `command -v ${program}`]).status !== 0);
const withPrograms = missing.length === 0 ? describe : describe.skip;

const common = { v: 1, log: origin, actor: 'op-7f3k', time: '2026-11-22T13:57:00Z' } as const;
const north = makeNoteKey('witness.example/north', 'cosignature-v1');

/** Blocks of commands of docs/changelog.md, in order; those that need tend or a server are left out. */
function commandBlocks(): string[] {
  const text = readFileSync(join(import.meta.dirname, '../../../docs/changelog.md'), 'utf8');
  const blocks = [...text.matchAll(/(?:^ {4}.*\n|(?<=^ {4}.*\n)\n(?= {4}))+/gm)].map(([block]) =>
    block.replace(/^ {4}/gm, ''),
  );
  return blocks.filter((block) => !/^(tend |git clone )/.test(block));
}

withPrograms(`docs/changelog.md (skipped where one of these is absent: ${missing.join()})`, () => {
  let here: Here;
  let log: Changelog;
  let printed: Map<string, string>;

  beforeAll(async () => {
    here = makeHere();
    pushDraft(here);
    log = openChangelog(toolsOf(join(here.folder, 'ada')), {
      origin,
      contents: recordContents,
      remotes: [here.remote],
      regionFolder: join(here.folder, 'region'),
      regionName: 'merri-bek',
      recipients: [await realAge.recipientOf(await realAge.makeIdentity())],
    });
    await fill(log);
    await cosign(here, log);
    const clone = join(here.folder, 'changelog');
    execFileSync('git', ['clone', '-q', here.remote, clone]);
    const { line, proof } = await proveEntry(log.place, (await log.list()).entries[7]?.id ?? '');
    writeFileSync(join(clone, 'some.entry'), line);
    writeFileSync(join(clone, 'some.tlog-proof'), proof);
    printed = runBlocks(clone, here.folder);
  }, 60_000);

  afterAll(() => here.remove());

  /** What the block printed in which these words stand. */
  function of(words: string): string {
    const found = [...printed].filter(([block]) => block.includes(words));
    expect(found.map(([block]) => block)).toHaveLength(1);
    return found[0]?.[1] ?? '';
  }

  test('names entries as the log does', async () => {
    const { entries } = await log.list();
    const ids = entries.filter(({ position }) => position >= 0).map(({ id }) => id);
    expect(of('head -n 3').split('\n')).toEqual(ids.slice(0, 3));
  });

  test('finds every line canonical and every signature good', () => {
    expect(of('echo canonical')).toBe('canonical');
    expect(of('good "$(all | head -n 1)"')).toMatch(/^Good "tend-changelog-entry-v1" signature for op-7f3k/);
    expect(of('mkdir -p')).toBe('');
  });

  test('reads what was done, by whom, and what nobody has told yet', () => {
    expect(of('select(.type=="outcome") | [.time')).toBe(
      '2026-11-22T13:57:00Z\tdone\twiki\tbrunswick\t1.3.0+2024-10-01',
    );
    expect(of('. as $i')).toMatch(/\top-9c\tupgrade\tmail\t1\.3\.0\+2024-10-01\tsha256:a{64}$/m);
    expect(of('.app=="wiki" or').split('\n')).toHaveLength(3);
    expect(of('.type=="key.add"').split('\n')).toHaveLength(3);
    expect(of('join -v 1')).toMatch(/^[A-Za-z0-9_-]{43}\.0$/);
  });

  test('computes the root that the head names, and finds head and cosignature well signed', () => {
    const [computed, named] = of('row = [sha').split('\n');
    expect(computed).toBe(named);
    expect(of("sed -n '/^$/q;p' log/checkpoint")).toBe('Signature Verified Successfully');
    expect(of('cosignature/v1')).toMatch(/Signature Verified Successfully\n.*Nov 22 13:57:0\d .*2026|13:57:0\d/);
  });

  test('sees that details are what entries committed to, that the draft is the one taken up, and an entry in the log', () => {
    expect(here.git('ls-tree', '-r', '--name-only', 'details').trim().split('\n')).toHaveLength(2);
    expect(here.git('log', '-p', 'details')).toContain('BEGIN AGE ENCRYPTED FILE');
    expect(of('git worktree add')).toBe('');
    const [sum, taken] = of('draft/entries').split('\n');
    expect(sum).toBe(`${taken}  -`);
    expect(of('in the log')).toBe('in the log');
    expect(of('only grew')).toBe('only grew');
  });
});

/** Runs all blocks in one shell; gives what each printed. */
function runBlocks(clone: string, scratch: string): Map<string, string> {
  mkdirSync(join(scratch, 'scratch'));
  const blocks = commandBlocks();
  const script = ['set -eo pipefail', ...blocks.map((block, at) => `echo "=== ${at}"\n${block}`)].join('\n');
  const text = script.replaceAll('/tmp/', join(scratch, 'scratch/'));
  const { stdout, stderr, status } = spawnSync('bash', ['-c', text], { cwd: clone, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${stdout.slice(-500)}\n${stderr}`);
  const parts = stdout.split(/^=== \d+\n/m).slice(1);
  return new Map(blocks.map((block, at) => [block, (parts[at] ?? '').trim()]));
}

/** An entry from before there were signatures. */
function pushDraft({ folder, remote }: Here): void {
  const work = join(folder, 'draft');
  const git = (...words: string[]) => execFileSync('git', ['-C', work, ...words]);
  execFileSync('git', ['clone', '-q', remote, work], { stdio: 'pipe' });
  mkdirSync(join(work, 'draft/entries'), { recursive: true });
  const { seen: _, ...e } = { ...stewardOf('pad', 'op-bo'), seen: null };
  writeFileSync(join(work, 'draft/entries/000.ndjson'), `${canonicalJson({ e, s: null })}\n`);
  git('add', '.');
  git('-c', 'user.name=ada', '-c', 'user.email=ada@example.org', 'commit', '-q', '-m', 'draft');
  git('push', '-q', 'origin', 'HEAD:main');
}

async function fill(log: Changelog): Promise<void> {
  const append = async (entry: object) =>
    (await log.append([{ ...entry, time: common.time } as NewEntry])).ids[0] ?? '';
  await append(stewardOf('wiki', 'op-bo', ['op-cy']));
  const detail = await log.putDetail('security fix\nsee ticket 31');
  const plan = await log.keepPlan('the plan');
  const intent = await append(intentOf('wiki', { detail, plan }));
  await append(outcomeOf({ id: intent }));
  const { publicKey: key } = await recordKey(log.place, 'op-9c');
  const holder = {
    holder: 'op-9c',
    key,
    noteKey: null,
    does: ['record'],
    apps: ['mail'],
    expires: null,
    replaces: null,
  };
  await append({ ...common, type: 'key.add', ...holder });
  await append({ ...keepOf('mail'), actor: 'op-9c' });
  await append(intentOf('mail', { actor: 'op-9c' }));
  const root = parsePublicKey((await recordKey(log.place, 'op-7f3k')).publicKey);
  const policy = `witness north ${north.key.text}\nquorum north\n`;
  await append({ ...common, type: 'policy', policy, roots: [root ? fingerprint(root) : ''], threshold: 1 });
  await append({ ...common, type: 'key.revoke', key: fingerprint(parsePublicKey(key)!), reason: 'left' });
}

/** The witness north puts its signature under the newest head. */
async function cosign(here: Here, { place }: Changelog): Promise<void> {
  const note = parseNote(here.git('show', 'main:log/checkpoint'))!;
  const time = Date.parse(common.time) / 1000;
  const line = await cosignNote(note.text, north.key, { time, sign: north.sign });
  await deliverHead(place, 'witness/north', formatNote(note.text, [...note.signatures.map((each) => each.line), line]));
}
