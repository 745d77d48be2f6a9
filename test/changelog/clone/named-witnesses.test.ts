import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { witnessNames } from '../../../src/changelog/clone/named-witnesses.js';
import { verifyChangelog } from '../../../src/changelog/verify/verify-changelog.js';
import { makeNoteKey } from '../../tlog/note/make-note-key.js';
import { intentOf, origin } from '../entries.js';
import { makeHere, type Here } from '../here.js';

const common = { v: 1, log: origin, time: '2026-11-22T13:57:03Z', actor: 'op-7f3k' } as const;
const north = makeNoteKey('witness.example/north', 'cosignature-v1').key.text;

describe('branches of witnesses', () => {
  test('go by the name of the key, and by that of the policy', () => {
    expect(witnessNames(`witness n ${north}\nquorum n\n`)).toEqual(['witness.example/north', 'n']);
  });

  test('are none of which git would make a pattern or another branch', () => {
    for (const name of ['*', 'a*', '../main', 'a..b', '-x', 'a^b', 'a:b', 'x.lock', 'a//b'])
      expect(witnessNames(`witness ${name} ${north}\nquorum ${name}\n`)).toEqual(['witness.example/north']);
  });

  test('are not more than a policy can mean', () => {
    const keys = Array.from({ length: 80 }, (_, at) => makeNoteKey(`w${at}`, 'cosignature-v1').key.text);
    const lines = keys.map((key, at) => `witness n${at} ${key}\n`).join('');
    expect(witnessNames(`${lines}quorum n1\n`)).toHaveLength(64);
  });
});

describe('a remote with many branches', () => {
  let here: Here;
  beforeEach(() => void (here = makeHere()));
  afterEach(() => here.remove());

  /** All refs that a machine has of the remote's witnesses. */
  function fetched(machine: string): string[] {
    const state = join(here.folder, machine);
    const [log = ''] = readdirSync(state);
    const clone = join(state, log, 'changelog.git');
    const args = ['--git-dir', clone, 'for-each-ref', '--format=%(refname)', 'refs/tend/at'];
    const refs = execFileSync('git', args, { encoding: 'utf8' }).split('\n').filter(Boolean);
    return [
      ...new Set(refs.map((ref) => ref.split('/').slice(4).join('/')).filter((name) => name.startsWith('witness/'))),
    ];
  }

  test('gives those that the policy names, and no others', async () => {
    const changelog = here.open();
    await changelog.append([intentOf('wiki')]);
    const roots = [...(changelog.place.memory.log?.state.rootKeys ?? [])];
    const policy = `witness n ${north}\nquorum n\n`;
    await changelog.append([{ ...common, type: 'policy', policy, roots, threshold: 1 }]);
    const commit = here.git('rev-parse', 'main').trim();
    const names = [
      ...Array.from({ length: 3_000 }, (_, at) => `witness/w${at}`),
      'witness/witness.example/north',
      'witness/n',
    ];
    here.feed(names.map((name) => `create refs/heads/${name} ${commit}\n`).join(''), 'update-ref', '--stdin');
    for (const machine of ['ada', 'stranger']) {
      await here.open(machine).list();
      expect(fetched(machine).sort()).toEqual(['witness/n', 'witness/witness.example/north']);
    }
    const verified = await verifyChangelog(here.open('other').place, { deep: true, anchor: { firstUse: true } });
    expect(verified.size).toBe(3);
    expect(fetched('other')).toHaveLength(2);
    const elsewhere = { policy: `witness w7 ${makeNoteKey('x', 'cosignature-v1').key.text}\nquorum w7\n` };
    await verifyChangelog(here.open('fay').place, { deep: true, anchor: elsewhere });
    expect(fetched('fay')).toContain('witness/w7');
  });
});
