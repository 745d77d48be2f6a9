import { describe, expect, test } from '@jest/globals';
import type { ImportEnd } from '../../src/model/import-end.js';
import { makePaint } from '../../src/show/paint.js';
import { showImport } from '../../src/show/show-import.js';
import { makePlan } from '../support/builders.js';

const end: ImportEnd = {
  folder: '/garden',
  newRegion: true,
  written: ['region.yml', 'apps/wiki.yml'],
  committed: true,
  servers: 3,
  apps: Array.from({ length: 12 }, (_, at) => `app-${at}`),
  notDeployed: ['app-3'],
  hidden: [{ app: 'wiki', key: 'SMTP_PASSWORD', file: 'private/wiki/SMTP_PASSWORD', because: 'its name' }],
  kept: [],
  leftOut: [],
  notices: [],
  plan: makePlan({ region: 'garden', readSeconds: 0.4 }),
};
const nodes = ['brunswick', 'coburg', 'fawkner'].map((name) => ({ name, asWanted: [] }));

describe('the end of an import', () => {
  test('is one line worth pasting', () => {
    const text = showImport({ ...end, plan: { ...end.plan, nodes } }, makePaint(false));
    expect(text.split('\n').at(-1)).toBe(
      '12 apps on 3 servers: no changes. Nothing was published, nothing was written on a server. Leave again: tend export abra FOLDER',
    );
    expect(text).toContain('/garden: 2 files, committed\nNot deployed, so state: absent: app-3\n');
    expect(text).toContain('a value looks like a secret and stands in a file that git ignores:\n');
  });

  test('tells of a server that nobody reached, and of a file that nobody can read, once each', () => {
    const unseen = { node: 'six', reachable: false, code: 'NODE_UNREACHABLE', details: [], tryThis: [] } as const;
    const text = showImport(
      {
        ...end,
        notices: [
          { kind: 'unpinned', node: 'six', text: 'six: no answer', tryThis: 'tend node add six --pin' },
          { kind: 'unpinned', node: 'seven', text: 'seven: not pinned', tryThis: 'tend node add seven --pin' },
        ],
        leftOut: [{ file: 'servers/a/b.env', says: 'servers/a/b.env, line 2: a quoted value is not closed' }],
        plan: { ...end.plan, nodes, unreachable: [{ ...unseen, message: 'six: no answer' }] },
      },
      makePaint(false),
    );
    expect(text).toContain(
      '! six: no answer: its apps are written, nobody could compare them · tend node add six --pin\n',
    );
    expect(text).toContain('! left out: servers/a/b.env, line 2: a quoted value is not closed\n');
    expect(text).toContain('\nseven: not pinned · tend node add seven --pin\n');
    expect(text.match(/six|b\.env/g)).toHaveLength(3);
  });

  test('claims nothing of servers that nobody saw', () => {
    const text = showImport(end, makePaint(false));
    expect(text.split('\n').at(-1)).toContain('12 apps on 3 servers: nothing could be compared.');
  });
});
