import { execFileSync } from 'node:child_process';
import { appendFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { NewEntry } from '../src/model/entry.js';
import { canonicalJson } from '../src/tlog/canonical-json.js';
import { makeKeyPair } from '../src/tools/record-keys/key-pair.js';
import { parseKeyText } from '../src/tools/record-keys/key-text.js';
import { intentOf, manyIntents } from '../test/changelog/entries.js';
import { makeHere, type Here } from '../test/changelog/here.js';
import { makeLog } from './make-log.js';
import { inTurn, timed } from './measure.js';
import type { Row } from './row.js';

const baselineCommits = 50;

/** Appends 1,000 entries against a commit each, and one entry to a log of 20,000. */
export async function benchChangelog(): Promise<Row[]> {
  return [await inHere(benchThousand), await inHere(benchLong)];
}

async function inHere<Result>(bench: (here: Here) => Promise<Result>): Promise<Result> {
  const here = makeHere();
  try {
    return await bench(here);
  } finally {
    here.remove();
  }
}

async function benchThousand(here: Here): Promise<Row> {
  const entries = manyIntents(1000);
  const changelog = here.open();
  await changelog.append([intentOf('first')]);
  const ms = await timed(() => Promise.all(entries.map((entry) => changelog.append([entry]))));
  const each = await timed(async () => commitEach(here, entries.slice(0, baselineCommits)));
  const byHand = (each * entries.length) / baselineCommits;
  const baseline = {
    what: `git commit and push each (${baselineCommits} × ${entries.length / baselineCommits})`,
    ms: byHand,
  };
  return { what: '1,000 entries appended', ms, baseline, must: { faster: 8 }, stretch: { faster: 100 } };
}

/** What somebody would do by hand: a line more, commit, push. */
function commitEach(here: Here, entries: readonly NewEntry[]): void {
  const [tree, remote] = [join(here.folder, 'tree'), join(here.folder, 'plain.git')];
  execFileSync('git', ['init', '-q', '--bare', '-b', 'main', remote]);
  execFileSync('git', ['clone', '-q', remote, tree], { stdio: 'ignore' });
  function git(...args: string[]): void {
    execFileSync('git', ['-C', tree, '-c', 'user.name=x', '-c', 'user.email=x@example.org', ...args]);
  }
  for (const entry of entries) {
    appendFileSync(join(tree, 'entries.ndjson'), `${canonicalJson(entry)}\n`);
    git('add', '.');
    git('commit', '-qm', 'entry');
    git('push', '-q', 'origin', 'HEAD:main');
  }
}

async function benchLong(here: Here): Promise<Row> {
  const { privateFile } = makeKeyPair();
  const opener = parseKeyText(privateFile);
  if (opener.kind !== 'open') throw new Error('a key that was just made is open');
  await makeLog(here.remote, 20_000, { publicKey: opener.key, privateKey: opener.privateKey });
  const open = () => here.open('ada', [here.remote], { TEND_RECORD_KEY: privateFile });
  await open().append([intentOf('app1')]);
  const clone = join(here.folder, 'by-hand');
  execFileSync('git', ['clone', '-q', here.remote, clone], { stdio: 'ignore' });
  let number = 2;
  const { ms, byHand } = await inTurn(5, {
    ms: () => open().append([intentOf(`app${number++}`)]),
    byHand: async () => commitInBranch(clone, number),
  });
  const baseline = { what: 'git pull, commit and push in a clone of it', ms: byHand };
  return { what: 'one entry to a log of 20,000', ms, baseline, must: { atMost: 8 } };
}

/** Beside the log, not in it: a line that nobody signed would spoil it. */
function commitInBranch(clone: string, number: number): void {
  const git = (...args: string[]) =>
    execFileSync('git', ['-C', clone, '-c', 'user.name=x', '-c', 'user.email=x@example.org', ...args]);
  git('pull', '-q', '--ff-only', 'origin', 'main');
  git('checkout', '-q', '-B', 'by-hand');
  writeFileSync(join(clone, 'by-hand'), `${number}\n`);
  git('add', 'by-hand');
  git('commit', '-qm', 'entry');
  git('push', '-qf', 'origin', 'by-hand');
  git('checkout', '-q', 'main');
}
