import type { Plan } from '../../src/model/plan.js';
import type { Step } from '../../src/model/step.js';
import { commitA, digestA, makePlan, makeStep, makeUnseen } from '../support/builders.js';

/** When the screens of these tests are seen. */
export const moment = '2026-11-22T13:57:02Z';

export const upgrade = makeStep({
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
export const deploy = makeStep({
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
export const held = makeStep({
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

export function planOf(steps: readonly Step[], over: Partial<Plan> = {}): Plan {
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

export const whole = planOf([upgrade, deploy, held, removal], {
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
