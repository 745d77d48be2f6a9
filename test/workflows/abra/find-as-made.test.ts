import { describe, expect, test } from '@jest/globals';
import type { RecordedStep } from '../../../src/model/record.js';
import { planSteps } from '../../../src/plan/plan-steps.js';
import type { Git } from '../../../src/tools/git.js';
import { findAsMade } from '../../../src/workflows/abra/find-as-made.js';
import { planInputOf, recordOf, recordedStep, settledNode, wantedOf } from '../../plan/plan-input-of.js';
import { commitA, makeService, makeServiceSpec } from '../../support/builders.js';
import { makeOpenRegion } from '../../support/make-open-region.js';
import { makeTools } from '../../support/make-tools.js';
import { onlyWith } from '../../support/only-with.js';

describe('what abra made other than rendered', () => {
  test('is no change to make while nobody touched it and the wish is the same', async () => {
    expect(await asMade({})).toEqual(['wiki']);
  });

  test.each<[string, Parameters<typeof asMade>[0]]>([
    ['somebody touched it since', { index: 11 }],
    ['the built-in engine made it', { engine: 'swarm' }],
    ['it failed', { result: 'failed' }],
    ['another commit of the recipe is wanted now', { commit: 'b'.repeat(40) }],
    ['nobody can tell what was wanted then: the manifest had edits', { dirty: true }],
    ['the manifest is another one by now', { manifest: 'c'.repeat(40) }],
  ])('is one where %s', async (_why, over) => {
    expect(await asMade(over)).toEqual([]);
  });
});

interface Was {
  readonly engine?: 'swarm' | 'abra';
  readonly result?: 'done' | 'failed';
  readonly commit?: string;
  readonly dirty?: boolean;
  readonly manifest?: string;
  readonly index?: number;
}

/** The app runs with a variable that was not rendered, and the record says how it came there. */
async function asMade(was: Was): Promise<string[]> {
  const wanted = [wantedOf({ app: { engine: 'abra' } })];
  const service = makeService({ spec: makeServiceSpec({ env: ['MADE=otherwise'] }) });
  const seen = [settledNode(wanted, { services: [{ ...service, index: was.index ?? service.index }] })];
  const input = planInputOf({
    wanted,
    seen,
    record: recordOf({ history: [madeBefore(recordedStep([service]), was)] }),
  });
  const open = makeOpenRegion({ folder: '/nowhere' });
  const failed = { exitCode: 1, stdout: '', stderr: '', timedOut: false, missing: false };
  const tools = makeTools({ git: onlyWith<Git>('git', { run: async () => failed }) });
  return [...(await findAsMade(tools, open, { plan: planSteps({ ...input, released: new Set(['drift']) }), input }))];
}

function madeBefore(recorded: RecordedStep, was: Was): RecordedStep {
  const { engine = 'abra', result = 'done', commit = commitA, dirty = false, manifest = commitA } = was;
  return {
    ...recorded,
    step: { ...recorded.step, engine, recipe: { ...recorded.step.recipe, commit } },
    intent: { ...recorded.intent, manifest: { repo: 'local', commit: manifest, dirty } },
    ...(recorded.outcome ? { outcome: { ...recorded.outcome, result } } : {}),
  };
}
