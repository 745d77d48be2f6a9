import { KnownError } from '../../src/model/known-error.js';
import { commitA, makeNode, makeRegion, makeService, makeTask } from '../support/builders.js';
import { outcomeOf, rolledBack } from './outcomes.js';
import { planOf } from './plans.js';

import {
  paint,
  at,
  seenBy,
  hidden,
  plan,
  end,
  imported,
  history,
  status,
  recipe,
  lab,
  alarm,
  verification,
  events,
} from './hostile-models.js';

/**
 * What each function of src/show that gives words is called with, once or several times: every text in it is one that others may
 * have written. A function that is missing here makes a test fail.
 */
export const shownValues: Readonly<Record<string, readonly (readonly unknown[])[]>> = {
  committedWords: [[true], [false]],
  phaseWords: [['pulling', 'image'], ['odd']],
  seenWords: [[seenBy]],
  showAdopted: [[{ app: 'wiki', file: 'apps/wiki.yml', committed: true, hidden, plan }, 'brunswick', paint]],
  showAlarm: [
    [alarm, paint],
    [{ ...alarm, news: 'well' }, paint],
  ],
  showApplied: [
    [end, { seconds: 3, paint, planShown: true }],
    [
      { ...end, ends: [] },
      { seconds: 3, paint, planShown: false },
    ],
  ],
  showBug: [
    [Object.assign(new Error('bug'), { stack: 'Error: bug\n    at x (/y.js:1:1)' }), '1.0.0'],
    ['odd', '1'],
  ],
  showCatalogue: [
    [
      {
        from: 'https://x',
        readAt: at,
        recipes: [{ name: 'wiki', description: 'd', category: 'c', versions: ['1.0.0+1'] }],
        notices: ['odd'],
      },
      at,
    ],
    [{ from: 'https://x', recipes: [], notices: [] }, at, 'word'],
  ],
  showCheckedProof: [
    [{ kind: 'wrong', why: 'no signature' }, paint],
    [{ kind: 'entry', entry: { why: 'x' }, signedBy: 'k', number: 1, size: 2, origin: 'o', seenBy }, paint],
    [{ kind: 'fork', origin: 'o', sizes: [1, 2] }, paint],
  ],
  showChecks: [[[{ what: 'node', ok: false, says: 'says', details: ['d'], tryThis: ['t'] }], paint]],
  showCommandLine: [['tend plan', paint]],
  showDemoEnd: [[{ lab, region: '/r', tend: 'tend', down: 'tend demo --down', seconds: 3 }, paint]],
  showDemoGone: [
    [true, '/d'],
    [false, '/d'],
  ],
  showDemoIntro: [[['curl'], { folder: '/d', down: 'tend demo --down' }]],
  showEngineReport: [
    [
      {
        tend: '1',
        abra: { missing: false, version: '0.13' },
        knownAbra: '0.12',
        differences: [{ app: 'a', node: 'n', recipe: 'r', version: 'v', at, abra: '0.13', fields: ['app: label x'] }],
      },
    ],
  ],
  showError: (['USAGE', 'MANIFEST_INVALID'] as const).map((code) => [
    new KnownError(code, 'message', { tryThis: ['a', 'b'], details: ['detail'], at: { file: 'region.yml', line: 1 } }),
    paint,
  ]),
  showEvent: events.map((event) => [event, paint, { logs: true }]),
  showExport: [
    ...[
      [{ folder: '/f', apps: 2, servers: ['s'], commands: ['docker stack deploy'], openValues: 1, restarting: ['a'] }],
    ],
    [
      {
        folder: '/f',
        apps: 9,
        servers: ['s'],
        commands: Array.from({ length: 9 }, () => 'x'),
        openValues: 0,
        restarting: [],
      },
    ],
  ],
  showFindings: [
    [
      {
        name: 'wiki',
        commit: commitA,
        findings: [{ rule: 'R1', by: 'abra', level: 'error', file: 'compose.yml', line: 3, says: 's', tryThis: 't' }],
        notices: ['odd'],
      },
      paint,
    ],
  ],
  showHeld: [[plan.steps, paint]],
  showHistory: [
    [history, paint],
    [{ ...history, steps: [] }, paint],
  ],
  showImport: [[imported, paint]],
  showJson: [[{ a: ['b\nc'] }]],
  showKeyAdded: [['bo', 'K7Qm2x']],
  showKeyRevoked: [['SHA256:x', 'K7Qm2x']],
  showKeys: [
    [
      [
        {
          ...{ fingerprint: 'SHA256:x', holder: 'bo', does: ['record', 'keys'], apps: ['wiki'], expires: at },
          ...{ added: 1, revoked: 2, isRoot: true },
        },
      ],
      [{ name: 'bo', id: 'op-1' }],
    ],
    [[], []],
  ],
  showLab: [[lab, paint]],
  showLabEvent: [
    [{ type: 'lab-installing', packages: ['curl'] }],
    [{ type: 'lab-raising', nodes: 3, internet: false }],
    [{ type: 'lab-image', name: 'nginx' }],
    [{ type: 'lab-up', lab }],
  ],
  showLabStatus: [
    [[], paint],
    [[{ number: 30, state: 'alive', owned: true, lab, running: ['brunswick'] }], paint],
  ],
  showLevel: [
    [{ level: 'witnessed', seenBy, quorum: 'all', remote: 'r', origin: 'o', keys: [] }],
    [{ level: 'public', seenBy: [], quorum: 'all', remote: 'r', origin: 'o', keys: ['k', 'l'], moved: 'witnessed' }],
    [{ level: 'local', seenBy: [], quorum: 'none', remote: 'r', origin: 'o', keys: ['k'], moved: 'public' }],
  ],
  showLocks: [
    [
      [
        { node: 'n', locks: [{ lockId: 'l', what: 'w', holder: 'h', reason: 'r', since: at }] },
        { node: 'm', locks: [], unseen: { message: 'no answer', details: ['d'], tryThis: ['t'] } },
      ],
    ],
    [[]],
  ],
  showLogLine: [
    ['line', true],
    ['line', false],
  ],
  showLowered: [[[3]], [[]]],
  showMissing: [[['curl']]],
  showNameInstead: [['/key']],
  showNewWitness: [
    [{ name: 'w', vkey: 'w+1+2', folder: '/f' }, 'https://w'],
    [{ name: 'w', vkey: 'v', folder: '/f' }, undefined],
  ],
  showNodes: [[makeRegion({ nodes: [makeNode({ provider: 'p', steward: 's' })] })]],
  showNotes: [
    ['wiki', { recipe: 'r', from: '1', to: '2', notes: [{ version: '2', text: 'one\ntwo' }], newerMajor: '3' }],
    ['wiki', { recipe: 'r', from: '1', to: '1', notes: [], newerMajor: '3' }],
    ['wiki', undefined],
  ],
  showOfferedKey: [[{ node: 'n', key: 'ssh-ed25519 A', offered: 'SHA256:x' }]],
  showOpened: [
    [
      {
        logged: { position: 3, id: 'K7Qm2x', entry: { why: 'w' } },
        texts: [
          { commitment: 'c', state: 'open', text: 'no JSON\nat all' },
          { commitment: 'c', state: 'open', text: '{"a":\n"\\u001b[8m\\u009b8m"}' },
          { commitment: 'c', state: 'erased' },
        ],
      },
    ],
  ],
  showOutcome: [outcomeOf({ notices: ['odd'] }), rolledBack].map((one) => [
    one,
    { kind: 'upgrade', entry: 'e', logs: true },
    paint,
  ]),
  showOwnKey: [true, false].map((mayWrite) => [
    { actor: 'ada', publicKey: 'ssh-ed25519 A', noteKey: 'n', fingerprint: 'SHA256:x', mayWrite, age: 'age1' },
  ]),
  showPinned: [['n', true]],
  showPlan: [
    [plan, paint],
    [plan, paint, { command: 'tend apply --app x' }],
    [planOf([]), paint],
  ],
  showPolicy: [[{ entry: 'e', inForce: true, missing: 0 }], [{ entry: 'e', inForce: false, missing: 2 }]],
  showProof: [[{ entryFile: 'a', proofFile: 'b' }]],
  showRecipe: [[recipe, paint]],
  showRound: [
    [
      {
        logs: [
          { origin: 'o', reached: true, size: 3, nodes: ['n'], alarms: [alarm] },
          { origin: 'o', reached: false, nodes: [], alarms: [] },
        ],
      },
      paint,
    ],
  ],
  showSavedPlan: [[plan]],
  showScene: [[{ title: 't', says: ['s'] }, paint]],
  showSecondWord: [[{ entry: 'e', what: 'w', settled: true }]],
  showSecretRead: [[{ app: 'a', node: 'n', secret: 's', entry: 'e', code: 'CHANGELOG_UNREACHABLE' }]],
  showSecretSet: [[{ app: 'a', secret: 's', entry: 'e', code: 'CHANGELOG_UNPUBLISHED' }]],
  showServeEvent: [
    [{ type: 'listening', name: 'n', vkey: 'v', url: 'https://u' }],
    [{ type: 'answered', at, method: 'GET', path: '/p', status: 200, about: 'x', ms: 1 }],
    [{ type: 'failed', at, error: new Error('x') }],
  ],
  showStarted: [
    [{ steward: { name: 'a', id: 'op' }, newRepository: true, committed: false }, 'n', { folder: '/a', servers: 2 }],
  ],
  showStewardAdded: [true, false].map((isMe) => [
    { name: 'bo', id: 'op-1' },
    { isMe, committed: false, hasRemote: true },
  ]),
  showStatus: [
    [status, paint],
    [status, paint, 80],
  ],
  showStep: plan.steps.map((step) => [step, paint]),
  showTasks: [
    [[makeService({ tasks: [makeTask({ error: 'FATAL' })] })], 'wiki_example_org', { now: at, paint, errors: true }],
  ],
  showTime: [[at, at]],
  showVerification: [
    [verification, paint],
    [{ ...verification, problems: [], open: [], established: 'pin', depth: 'deep' }, paint],
  ],
  showVersions: [
    [
      {
        name: 'wiki',
        from: 'f',
        versions: [
          { version: '1.0.0+1', commit: commitA, date: '2026-01-01', annotated: false, movedTo: commitA },
          { version: '2.0.0+1', commit: commitA, date: '2026-01-01', annotated: true },
        ],
        otherTags: ['x'],
        notices: ['odd'],
      },
    ],
  ],
  showWaiting: [
    [{ nodes: ['a', 'b'], nodesDone: 1, nodesInAll: 3, others: ['reading r'] }, 3],
    [{ nodes: ['a', 'b', 'c', 'd'], nodesDone: 1, nodesInAll: 9, others: [] }, 3],
  ],
  showWhoami: (['not-in-record', 'of-another', 'unusable', 'none'] as const).map((kind) => [
    {
      ...{ id: 'op-1', name: 'bo', isSteward: true, knownBy: 'said' },
      key: { kind, fingerprint: 'SHA256:x', publicKey: 'ssh-ed25519 A', holder: 'ada', says: 'it does not open' },
    },
    'garden',
  ]),
  showWitnessed: [
    [
      [
        { origin: 'o', size: 3, grown: 1, time: 1 },
        { origin: 'o', error: new KnownError('USAGE', 'm', { tryThis: ['t'] }) },
      ],
      paint,
    ],
  ],
  showWitnesses: [
    [[]],
    [
      [
        {
          name: 'w',
          vkey: 'v',
          logs: [
            { origin: 'o', remote: 'r', cosigned: { size: 3, time: at } },
            { origin: 'o', remote: null, cosigned: null },
          ],
        },
      ],
    ],
  ],
};
