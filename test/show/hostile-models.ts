import type { ApplyEnd } from '../../src/model/apply-end.js';
import type { TendEvent } from '../../src/model/event.js';
import type { History } from '../../src/model/history.js';
import type { ImportEnd } from '../../src/model/import-end.js';
import type { Lab } from '../../src/model/lab.js';
import type { RecipeDescription } from '../../src/model/recipe-description.js';
import type { RegionStatus } from '../../src/model/region-status.js';
import { makePaint } from '../../src/show/paint.js';
import { commitA, makeStep, makeUnseen } from '../support/builders.js';
import { outcomeOf, rolledBack } from './outcomes.js';
import { deploy, held, planOf, upgrade, whole } from './plans.js';
import { anId } from '../support/an-id.js';

/** Colours on: what others wrote must not be able to look like them. */
export const paint = makePaint(true);
export const at = '2026-11-22T13:57:02Z';
export const seenBy = [{ witness: 'garden', size: 3, at }];
export const hidden = [{ app: 'wiki', key: 'K', file: 'private/K', because: 'its name' }];
const major = {
  reason: 'major',
  says: 'a major upgrade',
  release: [{ label: 'go', command: 'tend apply' }],
} as const;
const unplanned = {
  ...{ app: 'pad', node: 'brunswick', recipe: 'hedgedoc', version: '1.0.0+1', code: 'RECIPE_INVALID' as const },
  ...{ message: 'it cannot be read', at: { file: 'compose.yml', line: 3 }, details: ['a detail'], tryThis: ['look'] },
};
export const plan = planOf([...whole.steps, makeStep({ ...upgrade, held: [major] })], {
  ...whole,
  unplanned: [unplanned],
  steps: [...whole.steps, makeStep({ ...upgrade, held: [major], origins: { A: 'rule sso' } })],
});

export const end: ApplyEnd = {
  plan,
  approved: true,
  exitStatus: 7,
  ends: [
    {
      kind: 'done',
      step: deploy,
      outcome: outcomeOf({ notices: ['odd'], programText: ['said'] }),
      entry: anId('K7Qm2xaaaaaa'),
    },
    { kind: 'done', step: upgrade, outcome: rolledBack, entry: anId('b81RtAaaaaaa') },
    { kind: 'not-begun', step: held, code: 'LOCK_HELD', says: 'locked', details: ['since'], tryThis: ['wait'] },
  ],
};

export const imported: ImportEnd = {
  folder: '/garden',
  newRegion: true,
  written: ['region.yml'],
  committed: true,
  servers: 3,
  apps: ['wiki'],
  notDeployed: ['pad'],
  hidden,
  kept: [{ app: 'wiki', keys: ['A', 'B'] }],
  leftOut: [{ file: 'a.env', says: 'a quote is not closed' }],
  notices: [
    { kind: 'unpinned', node: 'six', text: 'six: no answer', tryThis: 'tend node add six --pin' },
    { kind: 'odd', text: 'odd' },
  ],
  plan,
};

export const history: History = {
  entries: 1,
  remote: 'r',
  fresh: false,
  spooled: 0,
  steps: (['upgrade', 'kept', 'change'] as const).map((kind) => ({
    ...{ app: 'wiki', node: 'brunswick', at, by: 'ada', kind, from: '1.0.0+1', to: '1.1.0+1', result: 'done' as const },
    ...{
      durationSeconds: 3,
      released: ['drift'],
      secrets: ['s'],
      fields: ['env A'],
      why: 'fix',
      entry: anId('K7Qm2xaaaaaa'),
    },
  })),
};

export const status: RegionStatus = {
  version: 1,
  region: 'merri-bek',
  at,
  nodes: [
    {
      node: 'brunswick',
      apps: (['ok', 'degraded', 'down', 'unknown'] as const).map((health) => ({
        ...{
          app: `app-${health}`,
          version: '0.4.1+3',
          newer: '0.5.0+3',
          health,
          running: 1,
          wanted: 1,
          urls: ['https://x'],
        },
        ...{ changedOutside: health === 'ok', lastChange: { at, by: 'ada', result: 'failed' as const }, hasData: true },
        ...(health === 'down' ? {} : { steward: 'bo' }),
      })),
    },
    { node: 'fawkner', unseen: makeUnseen({ details: ['d'] }), lastSeen: at, apps: [] },
  ],
  record: {
    level: 'witnessed',
    seenBy: [{ witness: 'garden', at }],
    unconfirmed: [{ id: 'K7Qm2x', by: 'op', at }],
    remote: 'r',
    entries: 1,
    spooled: 1,
    fresh: false,
  },
};

export const recipe: RecipeDescription = {
  name: 'dokuwiki',
  from: 'https://forge.example.org/dokuwiki',
  commit: commitA,
  version: '1.0.0+1',
  versions: ['1.0.0+1', '1.1.0+1'],
  env: [{ key: 'A', value: 'b', optional: true, comment: 'what it is' }],
  secrets: { s: { version: 'v1', length: 32, charset: 'hex', generate: true, optional: true } },
  compose: [
    { file: 'compose.yml', services: [{ name: 'app', image: 'nginx:1' }], secrets: [] },
    { file: 'compose.smtp.yml', overlay: 'smtp', services: [{ name: 'app', image: 'x:1' }], secrets: ['s'] },
  ],
  notes: [{ version: '1.0.0+1', text: 'one\ntwo' }],
  notices: ['odd'],
};

export const lab: Lab = {
  ...{ version: 1, number: 30, folder: '/l', bridge: 'b', subnet: '198.18.30.0/24', gateway: '198.18.30.1' },
  ...{ registry: '198.18.30.2', registryCable: 'c', swarm: 'each', internet: false, key: '/k', knownHosts: '/h' },
  nodes: [{ name: 'brunswick', address: '198.18.30.11', hostKey: 'ssh-ed25519 AAAA', folder: '/f', cable: 'c' }],
};

export const alarm = {
  ...{
    news: 'still' as const,
    at,
    says: 'a service was changed',
    since: at,
    count: 3,
    details: ['app'],
    next: ['look'],
  },
  proof: '/proof',
};
const problem = { says: 'entry 3 is forged', code: 'signature' };
export const verification = {
  ...{ origin: 'example.org/changelog', remote: 'r', fresh: false, depth: 'quick' as const, size: 3, drafted: 1 },
  ...{ fingerprint: 'f', established: 'no' as const, level: 'public' as const, seenBy, evidence: '/e' },
  ...{ problems: Array.from({ length: 5 }, () => problem), open: [problem] },
};

export const events: readonly TendEvent[] = [
  { type: 'step-waiting', app: 'wiki', node: 'brunswick', for: 'lock' },
  { type: 'step-done', app: 'wiki', node: 'brunswick', kind: 'upgrade', outcome: rolledBack, entry: anId('b81RtA') },
  { type: 'step-skipped', app: 'wiki', node: 'brunswick', because: 'it failed' },
  { type: 'closed-dangling', app: 'wiki', node: 'brunswick', result: 'unknown' },
  { type: 'notice', text: 'a notice' },
  { type: 'step-progress', app: 'wiki', node: 'brunswick', phase: 'pulling', says: 'image' },
  { type: 'reading', nodes: ['brunswick'] },
  { type: 'planned', plan },
];
