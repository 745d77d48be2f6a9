import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { recordKey } from '../../../src/changelog/keys/record-key.js';
import { addSteward, type StewardWish } from '../../../src/workflows/region/add-steward.js';
import { openRegion } from '../../../src/workflows/region/open-region.js';
import { keptPseudonym } from '../../../src/workflows/region/pseudonym-here.js';
import { readActing } from '../../../src/workflows/region/read-acting.js';
import { allToolsOf } from '../../changelog/all-tools-of.js';
import { makeGitRepo, runGit } from '../../support/git-repo.js';

const before = `region: { name: merri-bek, domain: merri-bek.example.org }

stewards:
  ada: # the first one
    id: op-ada1

nodes: {}
`;

let root: string;
let folder: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'tend-steward-'));
  folder = join(root, 'region');
  makeGitRepo(folder, [{ files: { 'region.yml': before } }]);
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const tools = () => allToolsOf(join(root, 'state'));
async function add(wish: Partial<StewardWish> = {}) {
  return addSteward(tools(), await openRegion(tools(), folder), { name: 'bo', isMe: false, ...wish });
}
async function acting() {
  const { region, changelog } = await openRegion(tools(), folder);
  return readActing(tools(), { region, place: changelog.place, mayAsk: false });
}

describe('a new steward', () => {
  test('gets a pseudonym and lines in region.yml, which keep what a person wrote, in a commit of their own', async () => {
    const { id } = await add({ contact: 'bo@example.org' });
    expect(id).toMatch(/^op-[a-z0-9]{6}$/);
    const text = readFileSync(join(folder, 'region.yml'), 'utf8');
    expect(text).toBe(before.replace('op-ada1\n', `op-ada1\n  bo:\n    id: ${id}\n    contact: bo@example.org\n`));
    expect(runGit(folder, 'log', '-1', '--format=%s')).toBe('Add the steward bo');
    expect(runGit(folder, 'status', '--porcelain')).toBe('');
  });

  test('is somebody else unless it is said that it is me', async () => {
    await add();
    await expect(acting()).rejects.toMatchObject({ code: 'USAGE' });
    await add({ name: 'cleo', isMe: true });
    expect(await acting()).toMatchObject({ name: 'cleo', isSteward: true });
  });

  test('who has written under a pseudonym of this machine keeps it, and is no stranger any more', async () => {
    const id = await keptPseudonym(tools());
    const { changelog } = await openRegion(tools(), folder);
    await recordKey(changelog.place, id);
    expect(await add({ isMe: true })).toMatchObject({ name: 'bo', id });
    expect(await acting()).toMatchObject({ name: 'bo', id, isSteward: true });
  });

  test('with a pseudonym of their own is the one who has it on their machine', async () => {
    const id = await keptPseudonym(tools());
    await add({ id });
    expect(await acting()).toMatchObject({ name: 'bo', id, knownBy: 'pseudonym' });
  });

  test.each([
    ['a name that is taken', { name: 'ada' }, 'USAGE'],
    ['a pseudonym that is taken', { id: 'op-ada1' }, 'USAGE'],
    ['a pseudonym that is none', { id: 'bo' }, 'USAGE'],
    ['a name that is none', { name: 'Bo Li' }, 'USAGE'],
    ['the name that means nobody', { name: 'vacant' }, 'USAGE'],
  ] as const)('is not written with %s', async (_, wish, code) => {
    await expect(add(wish)).rejects.toMatchObject({ code });
    expect(readFileSync(join(folder, 'region.yml'), 'utf8')).toBe(before);
  });

  test('is not written beside edits that are not committed', async () => {
    writeFileSync(join(folder, 'region.yml'), `${before}# mine\n`);
    await expect(add()).rejects.toMatchObject({ code: 'MANIFEST_DIRTY' });
  });
});
