import { describe, expect, test } from '@jest/globals';
import type { ApplyEnd, StepEnd } from '../../src/model/apply-end.js';
import type { History } from '../../src/model/history.js';
import type { Outcome } from '../../src/model/outcome.js';
import type { Plan } from '../../src/model/plan.js';
import type { RegionStatus } from '../../src/model/region-status.js';
import type { Step } from '../../src/model/step.js';
import { applyAsJson } from '../../src/show/apply-as-json.js';
import { eventLine } from '../../src/show/event-line.js';
import { makePaint } from '../../src/show/paint.js';
import { planAsJson } from '../../src/show/plan-as-json.js';
import { showApplied } from '../../src/show/show-applied.js';
import { showEvent } from '../../src/show/show-event.js';
import { showHistory } from '../../src/show/show-history.js';
import { showPlan } from '../../src/show/show-plan.js';
import { showStatus } from '../../src/show/show-status.js';
import { commitA, digestA, makePlan, makeStep, makeUnseen } from '../support/builders.js';

const plain = makePaint(false);
const moment = '2026-11-22T13:57:02Z';

const upgrade = makeStep({
  kind: 'upgrade',
  steward: 'ada',
  recipe: { name: 'dokuwiki', from: '1.2.0+1', to: '1.3.0+2', commit: commitA },
  services: [
    {
      service: 'app',
      kind: 'update',
      image: { from: 'dokuwiki:1', to: 'dokuwiki:2', toDigest: digestA },
      fields: [
        { field: 'env', sign: '+', key: 'MAIL_HOST', to: 'mail.example.org' },
        { field: 'env', sign: '~', key: 'UPLOAD_LIMIT', to: '5M' },
        { field: 'replicas', sign: '~', from: '1', to: '2' },
      ],
    },
    { service: 'db', kind: 'unchanged', fields: [] },
  ],
  notes: [{ version: '1.3.0+2', text: 'Run the search index once after the upgrade.\nThen look.' }],
});
const deploy = makeStep({
  app: 'calendar',
  stack: 'calendar_example_org',
  domains: ['calendar.example.org', 'cal.garden.example'],
  services: [{ service: 'app', kind: 'create', image: { to: 'radicale:3' }, fields: [] }],
  secrets: [
    { key: 'users', name: 'calendar_example_org_users_v1', make: { kind: 'generate', length: 32, charset: 'alnum' } },
  ],
  configs: ['calendar_example_org_conf_v1'],
  networks: ['calendar_example_org_internal'],
  sharedNetworks: ['proxy'],
  notices: ['compose.yml: deploy.foo is ignored'],
});
const removal = makeStep({ kind: 'undeploy', app: 'pad', services: [{ service: 'app', kind: 'remove', fields: [] }] });
const held = makeStep({
  kind: 'change',
  app: 'mail',
  node: 'coburg',
  services: [
    {
      service: 'app',
      kind: 'update',
      fields: [
        { field: 'env', sign: '~', key: 'RELAY_HOST' },
        { field: 'replicas', sign: '~', from: '2', to: '1' },
      ],
    },
  ],
  held: [
    {
      reason: 'drift',
      says: 'mail on coburg was changed on the server, not by tend (app)',
      release: [
        { label: 'keep it', command: 'tend keep mail' },
        { label: 'undo it', command: 'tend apply --app mail --overwrite' },
      ],
    },
  ],
});

function planOf(steps: readonly Step[], over: Partial<Plan> = {}): Plan {
  return makePlan({
    region: 'merri-bek',
    madeAt: moment,
    readSeconds: 0.4,
    manifest: { repo: 'local', commit: commitA, dirty: false },
    nodes: [
      { name: 'brunswick', provider: 'ecobytes', asWanted: [] },
      { name: 'coburg', asWanted: ['forum', 'sites'] },
    ],
    steps,
    ...over,
  });
}

const whole = planOf([upgrade, deploy, held, removal], {
  unreachable: [
    makeUnseen({
      node: 'fawkner',
      message: 'fawkner: no answer on port 22 after 10 s',
      tryThis: ['tend doctor --node fawkner'],
    }),
  ],
  strangers: [{ node: 'brunswick', stack: 'old_pad', services: 2 }],
  notices: [{ text: 'the manifest has edits that are not committed' }],
});

function outcomeOf(over: Partial<Outcome> = {}): Outcome {
  return {
    app: 'wiki',
    node: 'brunswick',
    result: 'done',
    seconds: 14.2,
    says: 'upgraded to 1.3.0+2',
    programText: [],
    tryThis: [],
    ...over,
  };
}

const rolledBack = outcomeOf({
  result: 'rolled-back',
  code: 'STEP_ROLLED_BACK',
  says: 'rolled back: 1.3.0+2 did not come up (exit 1, 3 times); 1.2.0+1 runs again',
  programText: ['task: non-zero exit (1)', 'FATAL: no such table: sessions'],
  tryThis: ['whole log: tend app logs wiki', 'again: tend apply --app wiki --retry'],
});

describe('the plan', () => {
  test('shows every kind of step, what is held, what is silent, and the counts', () =>
    expect(showPlan(whole, plain)).toMatchSnapshot());
  test('says in one line that nothing is to be done', () => expect(showPlan(planOf([]), plain)).toMatchSnapshot());
  test('does not say that nothing is wanted where a node is silent', () => {
    const [node] = whole.nodes;
    const nodes = node ? [{ ...node, asWanted: [] }] : [];
    const said = (unreachable: typeof whole.unreachable) => showPlan(planOf([], { nodes, unreachable }), plain);
    expect(said(whole.unreachable)).toContain('Nothing to do where nodes answered · 1 node not reached');
    expect(said([])).toContain('no app is wanted here yet');
  });
  test('says that everything waits for a word', () => expect(showPlan(planOf([held]), plain)).toMatchSnapshot());

  test('reads the same without colours', () => {
    expect(
      showPlan(whole, makePaint(true))
        .replaceAll(/\u001b\[\d+m/g, '')
        .replaceAll(/ +/g, ' '),
    ).toBe(showPlan(whole, plain).replaceAll(/ +/g, ' '));
  });

  test('fits into 120 columns', () => {
    for (const line of showPlan(whole, plain).split('\n')) expect(line.length).toBeLessThanOrEqual(120);
  });

  test('is the same for machines, without the specs that are sent', () => {
    const json = JSON.stringify(planAsJson(whole));
    expect(JSON.parse(json)).toMatchObject({
      version: 1,
      steps: [{ app: 'wiki' }, { app: 'calendar' }, { held: [{ reason: 'drift' }] }, { kind: 'undeploy' }],
    });
    expect(json).not.toContain('TaskTemplate');
  });
});

describe('an apply', () => {
  const done: StepEnd = {
    kind: 'done',
    step: deploy,
    outcome: outcomeOf({ app: 'calendar', says: 'deployed 0.4.1' }),
    entry: 'K7Qm2xaaaaaa',
  };
  const failed: StepEnd = { kind: 'done', step: upgrade, outcome: rolledBack, entry: 'b81RtAaaaaaa' };
  const locked: StepEnd = {
    kind: 'not-begun',
    step: held,
    code: 'LOCK_HELD',
    says: 'mail on coburg is being changed by bo',
    details: ['since 13:50'],
    tryThis: ['wait, then: tend plan'],
  };
  const end = (ends: readonly StepEnd[], over: Partial<ApplyEnd> = {}): ApplyEnd => ({
    plan: whole,
    approved: true,
    ends,
    exitStatus: 0,
    ...over,
  });
  const about = { seconds: 31.4, paint: plain, planShown: true };

  test('says where things are and what was recorded', () => expect(showApplied(end([done]), about)).toMatchSnapshot());
  test('says what failed and what could not begin', () =>
    expect(showApplied(end([done, failed, locked], { exitStatus: 7 }), about)).toMatchSnapshot());
  test('says that a person said no', () =>
    expect(showApplied(end([], { approved: false, exitStatus: 10 }), about)).toBe('Nothing was done.'));

  test.each([true, false])('tells how a step ended; what the program said only where it may (%p)', (logs) => {
    const event = {
      type: 'step-done',
      app: 'wiki',
      node: 'brunswick',
      kind: 'upgrade',
      outcome: rolledBack,
      entry: 'b81RtAaaaaaa',
    } as const;
    expect(showEvent(event, plain, { logs })).toMatchSnapshot();
  });

  test('never gives program text to machines', () => {
    const event = { type: 'step-done', app: 'wiki', node: 'brunswick', kind: 'upgrade', outcome: rolledBack } as const;
    const progress = {
      type: 'step-progress',
      app: 'wiki',
      node: 'brunswick',
      phase: 'settling',
      says: 'FATAL',
    } as const;
    const texts = [JSON.stringify(applyAsJson(end([failed]))), eventLine(event), eventLine(progress)];
    for (const text of texts) expect(text).not.toContain('FATAL');
    expect(JSON.parse(texts[0] ?? '')).toMatchObject({
      steps: [{ result: 'rolled-back', exitStatus: 6, durationSeconds: 14.2 }],
    });
  });
});

describe('status', () => {
  const status: RegionStatus = {
    version: 1,
    region: 'merri-bek',
    at: moment,
    nodes: [
      {
        node: 'brunswick',
        apps: [
          {
            app: 'calendar',
            version: '0.4.1+3',
            health: 'ok',
            running: 1,
            wanted: 1,
            steward: 'bo',
            urls: ['https://calendar.example.org'],
            changedOutside: false,
            lastChange: { at: '2026-11-22T13:50:00Z', by: 'ada', result: 'done' },
            hasData: true,
          },
          {
            app: 'pad',
            version: '2.1.0+1',
            newer: '2.2.0+2',
            health: 'degraded',
            running: 1,
            wanted: 2,
            urls: [],
            changedOutside: false,
            lastChange: { at: '2026-05-03T13:50:00Z', by: 'bo', result: 'rolled-back' },
            hasData: true,
          },
          {
            app: 'mail',
            version: '1.0.4+1',
            health: 'down',
            running: 0,
            wanted: 1,
            steward: 'cleo',
            urls: [],
            changedOutside: true,
            hasData: true,
          },
          {
            app: 'new',
            health: 'not deployed',
            running: 0,
            wanted: 0,
            steward: 'bo',
            urls: [],
            changedOutside: false,
            hasData: false,
          },
        ],
      },
      {
        node: 'fawkner',
        unseen: makeUnseen({ node: 'fawkner', message: 'fawkner: no answer on port 22 after 10 s' }),
        lastSeen: '2026-11-21T09:12:00Z',
        apps: [
          {
            app: 'forum',
            version: '3.2.1+1',
            health: 'unknown',
            running: 0,
            wanted: 2,
            steward: 'dee',
            urls: [],
            changedOutside: false,
            hasData: true,
          },
        ],
      },
      { node: 'coburg', apps: [] },
    ],
    record: {
      level: 'witnessed',
      seenBy: [{ witness: 'garden', at: '2026-11-22T13:59:00Z' }],
      unconfirmed: [{ id: 'K7Qm2xAAAA', by: 'op-7f3k', at: '2026-11-22T13:50:00Z' }],
      remote: 'ssh://forge.example/changelog.git',
      entries: 412,
      spooled: 2,
      fresh: false,
    },
  };

  test('shows the region at a glance, and last who is needed', () =>
    expect(showStatus(status, plain)).toMatchSnapshot());
});

describe('history', () => {
  const history: History = {
    steps: [
      {
        app: 'wiki',
        node: 'brunswick',
        at: '2026-10-02T21:10:00Z',
        by: 'bo',
        kind: 'upgrade',
        from: '1.1.0+1',
        to: '1.2.0+2',
        result: 'rolled-back',
        released: [],
        secrets: [],
        entry: 'p0Zz1caaaa',
      },
      {
        app: 'wiki',
        node: 'brunswick',
        at: moment,
        by: 'ada',
        kind: 'upgrade',
        from: '1.2.0+2',
        to: '1.3.0+3',
        result: 'done',
        durationSeconds: 14,
        released: ['major'],
        secrets: [],
        why: 'security fix, see ticket 31',
        entry: 'K7Qm2xaaaa',
      },
      {
        app: 'pad',
        node: 'coburg',
        at: moment,
        by: 'ada',
        kind: 'deploy',
        to: commitA,
        result: 'open',
        released: [],
        secrets: ['pad_key_v1'],
        entry: 'b81RtAaaaa',
      },
    ],
    entries: 412,
    remote: '/srv/changelog.git',
    fresh: true,
    spooled: 0,
  };

  test('shows steps by app, the newest first', () => expect(showHistory(history, plain)).toMatchSnapshot());
  test('says that there is nothing like that', () =>
    expect(showHistory({ ...history, steps: [], fresh: false }, plain)).toMatchSnapshot());
});
