import { afterAll, afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { expectFound } from './expect-found.js';
import { makeForge, removeTemplate, type Forge } from './forge.js';
import { entryOf, headOf, lineOf, nameOf, withEntry } from './good-log.js';

// Each test runs dozens of gits.
jest.setTimeout(120_000);

let forge: Forge;
beforeEach(async () => void (forge = await makeForge()));
afterEach(() => forge.remove());
afterAll(removeTemplate);

const otherSpellings: [string, (line: string) => string][] = [
  ['a key twice', (line) => line.replace('"dirty":false', '"dirty":true,"dirty":false')],
  ['another spelling of a number', (line) => line.replace('"v":1}', '"v":1.0}')],
  ['a number with an exponent', (line) => line.replace('"v":1}', '"v":1e0}')],
  ['an escape', (line) => line.replace('"wiki"', '"\\u0077iki"')],
  ['half a character', (line) => line.replace('"wiki"', '"wiki\\ud800"')],
  ['keys in another order', (line) => line.replace(/\{"e":(.*),"s":(.*)\}$/, '{"s":$2,"e":$1}')],
  ['blanks', (line) => line.replace('{"e":', '{"e": ')],
];

describe('the name of a log', () => {
  test.each(['x\u001b[2J/changelog', '../../changelog', 'coburg.example/other', 'a'.repeat(290)])(
    'is not believed to be %j',
    async (name) => {
      const lines = [forge.good.lines[0]!.replace('merri-bek.example/changelog', name)];
      await forge.publish({ files: { 'log/entries/000.ndjson': `${lines.join('')}\n`, 'log/checkpoint': 'x\n' } });
      await expect(forge.alone()).rejects.toMatchObject({ code: 'USAGE' });
    },
  );

  test('is that of the signed head where the first entry says something else', async () => {
    await forge.publish({
      files: { 'log/entries/000.ndjson': `${forge.good.lines.join('\n').replace('merri-bek.example/c', 'X/c')}\n` },
    });
    expect(await forge.alone()).toMatchObject({ origin: 'merri-bek.example/changelog' });
  });
});

describe('another log under the same name', () => {
  async function publishOther() {
    const { eve } = forge.good.keys;
    const opening = { type: 'log.open', actor: 'op-eve', key: eve.publicKey, noteKey: null, policy: null, draft: null };
    const lines = await withEntry([], opening, eve);
    await forge.publish({ lines, checkpoint: await headOf(lines, { by: ['eve'], seenBy: [] }), witnesses: {} });
  }

  test('is not the one whose fingerprint is known', async () => {
    await publishOther();
    const { problems, established } = await forge.alone();
    expect(problems[0]).toMatchObject({
      code: 'other-origin',
      says: expect.stringMatching(/^this is another log: its fingerprint is \S+, expected was \S+$/),
    });
    expect(established).toBe('no');
  });

  test('is not the one that was pinned at an earlier visit', async () => {
    expect((await forge.alone()).problems).toEqual([]);
    await publishOther();
    expect((await forge.alone({})).problems[0]).toMatchObject({
      code: 'other-origin',
      says: expect.stringMatching(/^this is another log than the one of 2026-11-22T13:57:00Z: its fingerprint is /),
    });
  });
});

describe('a line that is not the one text of what it says', () => {
  test.each(otherSpellings)('%s', async (_, change) => {
    const lines = [...forge.good.lines];
    lines[6] = change(lines[6]!);
    expect(lines[6]).not.toBe(forge.good.lines[6]);
    expectFound(await forge.find({ lines }), {
      alone: 'line-not-canonical',
      pinned: 'altered',
      entry: 7,
      says: /^entry 7 is not written the one way in which tend writes it: somebody else wrote or changed it$/,
    });
  });

  test('no JSON at all', async () => {
    const lines = [...forge.good.lines];
    lines[6] = lines[6]!.slice(0, 100);
    expectFound(await forge.find({ lines }), { alone: 'line-not-json', pinned: 'altered', entry: 7 });
  });

  test('no signature at all', async () => {
    const lines = [...forge.good.lines];
    lines[6] = lines[6]!.replace(/"s":\{[^}]*\}\}$/, '"s":null}');
    expectFound(await forge.find({ lines, checkpoint: await headOf(lines) }), {
      alone: 'line-not-signed',
      pinned: 'altered',
      entry: 7,
      says: /^entry 7 bears no signature where one belongs$/,
    });
  });

  test('the name of another key than the one that signed it', async () => {
    const { lines: good, keys } = forge.good;
    const lines = [...good];
    const byAda = await lineOf(entryOf(good[6]!), keys.ada);
    lines[6] = byAda.replace(nameOf(keys.ada), nameOf(keys.bo));
    expectFound(await forge.find({ lines, checkpoint: await headOf(lines) }), {
      alone: 'line-other-key',
      pinned: 'altered',
      entry: 7,
      says: /^entry 7 \(2026-11-22T12:00:00Z, op-bo\) names another key than the one that signed it$/,
    });
  });

  test('a huge line, although it is signed', async () => {
    const lines = [...forge.good.lines];
    lines[6] = await lineOf({ ...entryOf(lines[6]!), more: 'x'.repeat(20_000) }, forge.good.keys.bo);
    expectFound(await forge.find({ lines, checkpoint: await headOf(lines) }), {
      alone: 'line-too-long',
      pinned: 'altered',
      entry: 7,
      says: /^entry 7 is longer than any entry may be \(16 KiB\)$/,
    });
  });

  test('a last line that is not ended', async () => {
    const text = forge.good.lines.join('\n');
    const found = await forge.find({ files: { 'log/entries/000.ndjson': text } });
    expectFound(found, {
      alone: 'file-not-text',
      pinned: 'file-not-text',
      says: /^log\/entries\/000\.ndjson breaks off/,
    });
  });
});

describe('a file that is none of the log', () => {
  const entries = () => `${forge.good.lines.join('\n')}\n`;

  test('a link where entries should lie', async () => {
    await forge.publish({});
    const blob = forge.feed('/etc/passwd', 'hash-object', '-w', '--stdin').trim();
    forge.rewrite('main', (rows) => [
      ...rows.filter((row) => !row.endsWith('\tlog/entries/000.ndjson')),
      `120000 ${blob}\tlog/entries/000.ndjson`,
    ]);
    expectFound(await forge.look(), {
      alone: 'file-kind',
      pinned: 'truncated',
      says: /^log\/entries\/000\.ndjson is a link that leads elsewhere, not a plain file$/,
    });
  });

  test('a path that leads upwards', async () => {
    await forge.publish({});
    const text = forge.feed(entries(), 'hash-object', '-w', '--stdin').trim();
    const up = forge.feed(`100644 blob ${text}\tx.ndjson\n`, 'mktree').trim();
    const inside = forge.feed(`040000 tree ${up}\t..\n100644 blob ${text}\t000.ndjson\n`, 'mktree').trim();
    const log = forge.git('ls-tree', 'main', 'log/checkpoint').replace('log/checkpoint', 'checkpoint');
    const logTree = forge.feed(`${log}040000 tree ${inside}\tentries\n`, 'mktree').trim();
    const others = forge.git('ls-tree', 'main').replace(/040000 tree \S+\tlog\n/, `040000 tree ${logTree}\tlog\n`);
    const commit = forge.feed('x', 'commit-tree', '-p', 'main', forge.feed(others, 'mktree').trim()).trim();
    forge.git('update-ref', 'refs/heads/main', commit);
    expectFound(await forge.look(), {
      alone: 'file-unexpected',
      pinned: 'file-unexpected',
      says: /^"log\/entries\/\.\.\/x\.ndjson" is no file of entries/,
    });
  });

  test('a file of entries with a gap before it', async () => {
    const found = await forge.find({ files: { 'log/entries/002.ndjson': entries() } });
    expectFound(found, {
      alone: 'file-unexpected',
      pinned: 'file-unexpected',
      says: /002\.ndjson" is no file of entries/,
    });
  });

  test('a file that is larger than its entries can be', async () => {
    const found = await forge.find({ files: { 'log/entries/001.ndjson': 'x'.repeat(5_000_000) } });
    expectFound(found, {
      alone: 'file-kind',
      pinned: 'file-kind',
      says: /001\.ndjson is larger than its entries can be/,
    });
  });

  test('a full file that is short', async () => {
    const [first = '', ...others] = forge.good.lines;
    const files = { 'log/entries/000.ndjson': `${first}\n`, 'log/entries/001.ndjson': `${others.join('\n')}\n` };
    expectFound(await forge.find({ files }), {
      alone: 'file-short',
      pinned: 'file-short',
      says: /000\.ndjson has 1 entries and not 256: some were taken out/,
    });
  });

  test('an altered page', async () => {
    const found = await forge.find({ files: { 'services/wiki.md': '# all is well\n' } });
    const { quick, ...deeply } = found;
    expectFound(
      { ...deeply, quick: found.deep },
      {
        alone: 'page-differs',
        pinned: 'page-differs',
        says: /^the page services\/wiki\.md does not say what the entries say/,
      },
    );
    // A quick look is about the entries: pages are made from them.
    expect(quick.problems).toEqual([]);
  });

  test('pages by an older tend are not called wrong, and not called good', async () => {
    await forge.publish({});
    const mine = forge.git('show', 'main:README.md');
    const files = { 'README.md': mine.replace(/version \d+ -->/, 'version 1 -->'), 'services/wiki.md': '# wiki\n' };
    const { alone, deep } = await forge.find({ files });
    for (const { problems, open } of [alone, deep]) {
      expect(problems).toEqual([]);
      expect(open).toContainEqual({
        code: 'page-other-version',
        says: expect.stringMatching(/^the pages were written by an older tend, not checked: believe the entries/),
      });
    }
    const { problems } = (await forge.find({ files: { ...files, 'README.md': mine } })).alone;
    expect(problems.map(({ code }) => code)).toEqual(['page-differs']);
  });

  test('a page that nobody made, and one that is missing', async () => {
    const found = await forge.find({ files: { 'NEWS.md': 'x', 'feed.atom': null } });
    for (const { problems } of [found.alone, found.deep])
      expect(problems.map(({ code }) => code).sort()).toEqual(['page-missing', 'page-unexpected']);
  });

  test('a draft that was altered after it was taken up', async () => {
    const draft = forge.good.draft.replace('op-ada', 'op-eve');
    expectFound(await forge.find({ files: { 'draft/entries/000.ndjson': draft } }), {
      alone: 'draft-altered',
      pinned: 'draft-altered',
      says: /^the draft from before there were signatures is not the one that entry 1 took up \(certain/,
    });
    expectFound(await forge.find({ files: { 'draft/entries/000.ndjson': 'no JSON\n' } }), {
      alone: 'draft-altered',
      pinned: 'draft-altered',
    });
    expectFound(await forge.find({ files: { 'draft/entries/000.ndjson': null } }), {
      alone: 'draft-altered',
      pinned: 'draft-altered',
      says: /is gone, which entry 1 took up/,
    });
  });
});
