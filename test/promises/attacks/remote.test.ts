import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { gatherCosignatures } from '../../../src/changelog/heads/gather-cosignatures.js';
import { parseNote } from '../../../src/tlog/note/note.js';
import { cosignNote } from '../../../src/tlog/note/sign-note.js';
import { makeNoteKey } from '../../tlog/note/make-note-key.js';
import { intentOf, manyIntents, origin, outcomeOf, stewardOf } from '../../changelog/entries.js';
import { makeHere, type Here } from '../../changelog/here.js';

// Each test runs dozens of gits.
jest.setTimeout(120_000);

const common = { v: 1, log: origin, actor: 'op-7f3k', time: '2026-11-22T13:57:02Z' } as const;

let here: Here;
beforeEach(() => void (here = makeHere()));
afterEach(() => here.remove());

/** Puts lines behind those of the remote, as somebody who may push there. */
function pushLines(lines: readonly string[], path = lastFile()): void {
  const there = here.git('ls-tree', '--name-only', '-r', 'main').includes(path) ? here.git('show', `main:${path}`) : '';
  pushFile(path, `${there}${lines.join('\n')}\n`);
}

function lastFile(): string {
  return here.git('ls-tree', '--name-only', '-r', 'main', 'log/entries').trim().split('\n').at(-1) ?? '';
}

function pushFile(path: string, text: string): void {
  here.feed(
    `commit refs/heads/main\ncommitter x <x@changelog.invalid> 1795355900 +0000\ndata 2\nx\n\nfrom refs/heads/main^0\nM 100644 inline ${path}\ndata ${Buffer.byteLength(text)}\n${text}\n`,
    'fast-import',
    '--quiet',
  );
}

/** What a witness, or somebody else, puts on a branch that had nothing. */
function pushTo(branch: string, text: string): void {
  here.feed(
    `commit refs/heads/${branch}\ncommitter x <x@changelog.invalid> 1795355900 +0000\ndata 2\nx\n\nM 100644 inline checkpoint\ndata ${Buffer.byteLength(text)}\n${text}\n`,
    'fast-import',
    '--quiet',
  );
}

function hook(name: string, script: string): void {
  mkdirSync(join(here.remote, 'hooks'), { recursive: true });
  writeFileSync(join(here.remote, 'hooks', name), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
}

/** `$XDG_STATE_HOME/tend/<hash of the origin>` of a machine. */
function stateOf(machine: string): string {
  const [hash = ''] = readdirSync(join(here.folder, machine));
  return join(here.folder, machine, hash);
}

describe('junk behind the head', () => {
  test('that claims to have seen what cannot be stops nobody', async () => {
    await here.open().append(manyIntents(300));
    const sizes = [-5, 0, 0.5, 2 ** 53, '1e3', [], {}, null];
    pushLines(sizes.map((size) => JSON.stringify({ e: { seen: { size } }, s: {} })));
    await here.open().append([intentOf('wiki')]);
    expect((await here.open('bo').list()).entries.length).toBe(302);
  });

  test('of two thousand lines takes seconds, and the next append takes it out', async () => {
    await here.open().append([intentOf('wiki')]);
    const [line = ''] = here.git('show', 'main:log/entries/000.ndjson').split('\n');
    const flood = Array.from({ length: 2_000 }, (_, index) => line.replace('"time":"', `"time":"${index}`));
    for (let file = 0; file < 8; file++) {
      const path = `log/entries/${String(file).padStart(3, '0')}.ndjson`;
      pushLines(flood.slice(file * 250, (file + 1) * 250), path);
    }
    const begun = performance.now();
    await here.open().append([intentOf('pad')]);
    const seconds = (performance.now() - begun) / 1000;
    expect((await here.open('bo').list()).entries.length).toBe(3);
    expect(here.git('show', 'main:log/entries/000.ndjson').trim().split('\n').length).toBe(3);
    expect(seconds).toBeLessThan(30);
  });
});

describe('what a remote says', () => {
  test('cannot write over the screen of whoever reads it', async () => {
    await here.open().append([intentOf('wiki')]);
    hook('pre-receive', String.raw`printf '\033[2J\033]0;owned\007all \302\233is \342\200\256well\r\n' >&2; exit 1`);
    const error: unknown = await here
      .open()
      .append([intentOf('pad')])
      .catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'CHANGELOG_REFUSED' });
    const { details } = error as { details: readonly string[] };
    expect(details.join('\n')).toContain('well');
    expect(details.join('\n')).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]/);
  });
});

describe('apps with names of JavaScript', () => {
  test.each(['constructor'])('%s are apps like any other', async (app) => {
    const { ids } = await here.open().append([intentOf(app), stewardOf(app, 'op-bo')]);
    await here
      .open()
      .append([outcomeOf({ id: ids[0]!, app })].map((entry) => ({ ...entry, result: 'unknown' as const })));
    const record = await here.open('bo').read();
    expect(record.history.map(({ app: name }) => name)).toEqual([app]);
  });
});

describe('what is kept of the log on this machine', () => {
  test.each([
    ['null', 'null'],
    ['its version alone', undefined],
    ['half of it', 'half'],
  ])('is read anew where it is %s', async (_, text) => {
    await here.open().append([intentOf('wiki')]);
    const path = join(stateOf('ada'), 'log.json');
    const kept = readFileSync(path, 'utf8');
    const { version } = JSON.parse(kept) as { version: unknown };
    writeFileSync(
      path,
      text === 'half' ? kept.slice(0, kept.length / 2) : (text ?? JSON.stringify({ version, roots: '' })),
    );
    await here.open().append([intentOf('pad')]);
    expect((await here.open('bo').list()).entries.length).toBe(3);
  });
});

describe('a wrong clock', () => {
  test('of one writer stops nobody else', async () => {
    await here.open().append([intentOf('wiki')]);
    await here
      .open('far')
      .append([intentOf('pad', { time: '2036-01-01T00:00:00Z', deadline: '2036-01-02T00:00:00Z' })]);
    await here.open().append([intentOf('mail')]);
  });
});

describe('a witness branch', () => {
  test('with heads of another log, or of nobody, says nothing', async () => {
    await here.open().append([intentOf('wiki')]);
    const other = 'coburg.example/changelog\n9\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n\n— x AAAAAAA=\n';
    const ours = other.replace('coburg.example/changelog', origin);
    for (const [name, text] of Object.entries({ other, ours, constructor: 'x' })) pushTo(`witness/${name}`, text);
    await here.open().append([intentOf('pad')]);
    expect((await here.open('bo').list()).entries.length).toBe(3);
  });
});

describe('an announcement that is not covered by a signed head', () => {
  test('was seen by nobody, although witnesses have cosigned what stands before it', async () => {
    const changelog = here.open();
    const north = makeNoteKey('witness.example/north', 'cosignature-v1');
    await changelog.append([intentOf('wiki')]);
    const policy = `witness north ${north.key.text}\nquorum north\n`;
    const roots = [...(changelog.place.memory.log?.state.rootKeys ?? [])];
    await changelog.append([{ ...common, type: 'policy', policy, roots, threshold: 1 }]);
    const note = here.git('show', 'main:log/checkpoint');
    const line = await cosignNote(parseNote(note)?.text ?? '', north.key, { time: 1_795_355_800, sign: north.sign });
    pushTo('witness/north', `${note}${line}\n`);
    const http = { post: () => Promise.reject(new Error('no answer')) };
    const before = (await changelog.list()).entries[1]!.id;
    expect(await gatherCosignatures(changelog.place, http, [before])).toMatchObject({ enough: true });
    // The remote takes entries, and refuses every head over them.
    hook('pre-receive', 'while read o n r; do git diff-tree --name-only -r $o $n | grep -q entries || exit 1; done');
    const { ids } = await changelog.append([intentOf('pad')]);
    expect(changelog.place.memory.log?.signed).toBe(3);
    expect(await gatherCosignatures(changelog.place, http, ids)).toMatchObject({ enough: false });
  });
});
