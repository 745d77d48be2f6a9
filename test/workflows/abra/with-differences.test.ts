import { describe, expect, test } from '@jest/globals';
import type { Outcome } from '../../../src/model/outcome.js';
import { showEngineReport } from '../../../src/show/show-engine-report.js';
import type { Files } from '../../../src/tools/files.js';
import type { Programs } from '../../../src/tools/programs.js';
import { reportDifferences } from '../../../src/workflows/abra/report-differences.js';
import { withDifferences } from '../../../src/workflows/abra/with-differences.js';
import { makeService, makeServiceSpec, makeStackSpecs, makeStep } from '../../support/builders.js';
import { makeFakeDocker } from '../../support/fake-docker.js';
import { makeApplyRun } from '../../support/make-apply-run.js';
import { makeTools } from '../../support/make-tools.js';
import { onlyWith } from '../../support/only-with.js';
import { stepContextOf } from '../../apply/step-context-of.js';

const stack = 'wiki_example_org';
const domain = 'wiki.example.org';
const wanted = makeServiceSpec({ env: ['MODE=calm'] });
const made = makeServiceSpec({
  env: ['MODE=hunter2-loud', 'MORE=hunter2-more'],
  Labels: {
    ...wanted.Labels,
    [`router.${stack}.rule`]: 'x',
    [`caddy.${domain}`]: 'y',
    'caddy.a.wiki.example.org': 'z',
  },
});

describe('what abra made other than planned', () => {
  test('is told by field, and written up without values and without names of people, domains or servers', async () => {
    const { run, outcome } = await applied([makeService({ spec: made })]);
    expect(outcome.notices).toEqual([
      expect.stringMatching(/^engine difference: abra made this other than planned: .*app: env MODE/),
    ]);
    const report = showEngineReport(await reportDifferences(run.tools, run.open));
    for (const field of ['env MODE', 'env MORE', 'label router.<stack>.rule', 'label caddy.<domain>'])
      expect(report).toContain(`- app: ${field}`);
    expect(report).toContain('### dokuwiki 1.2.0+2024-02-06a, made by abra 0.13.0-beta');
    for (const own of ['hunter2', 'wiki.', 'wiki_', 'example.org', 'brunswick', 'ada', 'merri-bek'])
      expect(report).not.toContain(own);
  });

  test('is forgotten once abra makes it as planned', async () => {
    const first = await applied([makeService({ spec: made })]);
    const { run, outcome } = await applied([makeService({ spec: wanted })], first.kept);
    expect(outcome.notices).toBeUndefined();
    expect(showEngineReport(await reportDifferences(run.tools, run.open))).toMatch(/^No engine differences/);
  });

  test('is not looked for where the step failed: what is there is neither', async () => {
    const { outcome } = await applied([makeService({ spec: made })], new Map(), { result: 'failed' });
    expect(outcome.notices).toBeUndefined();
  });
});

/** An outcome by abra that left these services. */
async function applied(
  seen: readonly ReturnType<typeof makeService>[],
  kept = new Map<string, string>(),
  over: Partial<Outcome> = {},
) {
  const said = { exitCode: 0, stdout: 'abra version 0.13.0-beta', stderr: '', timedOut: false, missing: false };
  const programs = onlyWith<Programs>('programs', { run: async () => said });
  const files = onlyWith<Files>('files', {
    readText: async (at) => kept.get(at),
    write: async (at, text) => void kept.set(at, String(text)),
  });
  const run = makeApplyRun({ tools: makeTools({ programs, files }) });
  const step = makeStep({
    engine: 'abra',
    stack,
    domains: [domain, `a.${domain}`],
    specs: makeStackSpecs({ services: [wanted] }),
  });
  const context = stepContextOf(makeFakeDocker(), step, { look: async () => seen });
  const outcome: Outcome = {
    app: 'wiki',
    node: 'brunswick',
    result: 'done',
    programText: [],
    tryThis: [],
    says: '',
    seconds: 1,
  };
  return { run, kept, outcome: await withDifferences(run, context, { ...outcome, ...over }) };
}
